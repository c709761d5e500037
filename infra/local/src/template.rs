//! What `infra/template.yaml` declares, as far as the runner plays it.
//!
//! References are resolved and checked here: a pipe's queue, a queue's function and a
//! dead-letter queue exist, and no route stands twice. What the runner has no use for
//! (policies, roles, the key) is not looked at.

mod raw;
mod yaml;

use std::collections::HashMap;
use std::time::Duration;

use serde_json::Value;

use crate::pattern::Pattern;

/// All that the runner takes from the template.
#[derive(Debug, Clone)]
pub struct Template {
    /// The functions, in the order of their logical ids.
    pub functions: Vec<Function>,
    /// The one table.
    pub table: Table,
    /// The queues that functions take from; dead-letter queues are named by these.
    pub queues: Vec<Queue>,
    /// From the table's stream to the queues.
    pub pipes: Vec<Pipe>,
}

/// A function and what calls it.
#[derive(Debug, Clone)]
pub struct Function {
    /// The id of the resource, such as `VerifyPin`.
    pub logical_id: String,
    /// The name of the flow, which is that of its binary, such as `verify-pin`.
    pub name: String,
    /// The routes that lead to it.
    pub routes: Vec<Route>,
    /// How often it is called without being asked.
    pub schedules: Vec<Duration>,
}

/// A route of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// A method and a path such as `/api/firms/{slug}`.
    Path {
        /// In capitals.
        method: String,
        /// Segments in braces are parameters.
        path: String,
    },
    /// All that no other route takes.
    Default,
}

/// The table.
#[derive(Debug, Clone)]
pub struct Table {
    /// The id of the resource.
    pub logical_id: String,
    /// Name and type (`S`, `N`, `B`) of each attribute that stands in a key.
    pub attributes: Vec<(String, String)>,
    /// The table's own key.
    pub key: Key,
    /// The indexes.
    pub indexes: Vec<Index>,
    /// The attribute with the second since 1970 after which an item may go.
    pub ttl_attribute: Option<String>,
    /// What of an item the stream carries, such as `NEW_IMAGE`.
    pub stream_view: Option<String>,
}

/// The key of a table or an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The attribute that chooses the partition.
    pub hash: String,
    /// The attribute that orders the partition.
    pub range: Option<String>,
}

/// A global secondary index.
#[derive(Debug, Clone)]
pub struct Index {
    /// Its name.
    pub name: String,
    /// Its key.
    pub key: Key,
    /// `KEYS_ONLY`, `INCLUDE` or `ALL`.
    pub projection: String,
    /// What `INCLUDE` includes.
    pub included: Vec<String>,
}

/// A queue and the function that takes from it.
#[derive(Debug, Clone)]
pub struct Queue {
    /// The id of the resource.
    pub logical_id: String,
    /// The name of the function.
    pub function: String,
    /// The most messages in one call.
    pub batch_size: usize,
    /// Whether the function may say which messages of a batch failed.
    pub reports_item_failures: bool,
    /// What becomes of a message that fails again and again.
    pub redrive: Option<Redrive>,
}

/// When a message goes to the dead-letter queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redrive {
    /// The id of the dead-letter queue.
    pub queue: String,
    /// How many times the message is received before.
    pub max_receive_count: u32,
}

/// From the table's stream, through filters, to a queue.
#[derive(Debug, Clone)]
pub struct Pipe {
    /// The id of the resource.
    pub logical_id: String,
    /// The id of the queue.
    pub queue: String,
    /// A record passes if one of these matches, or if there are none.
    pub filters: Vec<Pattern>,
}

/// The template cannot be understood.
#[derive(Debug, thiserror::Error)]
pub enum TemplateFault {
    /// It is not YAML.
    #[error("{0}")]
    Yaml(#[from] serde_norway::Error),
    /// A resource is not as CloudFormation describes it, or uses what the runner does not know.
    #[error("{logical_id}: {reason}")]
    Resource {
        /// The id of the resource.
        logical_id: String,
        /// What is wrong.
        reason: String,
    },
    /// Something that the runner needs exactly one of.
    #[error("it declares {found} tables instead of one")]
    Tables {
        /// How many there are.
        found: usize,
    },
}

impl TemplateFault {
    fn of(logical_id: &str, reason: impl ToString) -> Self {
        Self::Resource { logical_id: logical_id.to_owned(), reason: reason.to_string() }
    }
}

impl Template {
    /// The template that this program was built with.
    ///
    /// # Errors
    /// It cannot be understood; a test of this crate sees to it that it can.
    pub fn of_this_product() -> Result<Self, TemplateFault> {
        Self::parse(include_str!("../../template.yaml"))
    }

    /// Reads a template.
    ///
    /// # Errors
    /// It is not YAML, or not what the runner can play.
    pub fn parse(text: &str) -> Result<Self, TemplateFault> {
        let document = yaml::with_long_intrinsics(serde_norway::from_str(text)?);
        let resources = match document.get("Resources") {
            Some(Value::Object(resources)) => resources.clone(),
            _ => serde_json::Map::new(),
        };
        let mut read = Read::default();
        for (id, resource) in &resources {
            read.resource(id, resource)?;
        }
        read.finish()
    }

    /// The function of that name.
    #[must_use]
    pub fn function(&self, name: &str) -> Option<&Function> {
        self.functions.iter().find(|function| function.name == name)
    }
}

/// What was read so far, before references are followed.
#[derive(Default)]
struct Read {
    functions: Vec<Function>,
    takers: HashMap<String, Taker>,
    tables: Vec<Table>,
    queues: HashMap<String, Option<Redrive>>,
    pipes: Vec<(Pipe, String)>,
}

/// A function's side of a queue.
struct Taker {
    function: String,
    batch_size: usize,
    reports_item_failures: bool,
}

impl Read {
    fn resource(&mut self, id: &str, resource: &Value) -> Result<(), TemplateFault> {
        let properties =
            resource.get("Properties").cloned().unwrap_or(Value::Object(serde_json::Map::new()));
        match resource.get("Type").and_then(Value::as_str) {
            Some("AWS::Serverless::Function") => self.function(id, resource, properties),
            Some("AWS::DynamoDB::Table") => {
                let raw: raw::Table = shaped(id, properties)?;
                self.tables.push(raw.table(id)?);
                Ok(())
            }
            Some("AWS::SQS::Queue") => {
                let raw: raw::Queue = shaped(id, properties)?;
                self.queues.insert(id.to_owned(), raw.redrive(id)?);
                Ok(())
            }
            Some("AWS::Pipes::Pipe") => {
                let raw: raw::Pipe = shaped(id, properties)?;
                let source = reference(id, &raw.source)?;
                self.pipes.push((raw.pipe(id)?, source));
                Ok(())
            }
            Some(_) => Ok(()),
            None => Err(TemplateFault::of(id, "it has no Type")),
        }
    }

    fn function(
        &mut self,
        id: &str,
        resource: &Value,
        properties: Value,
    ) -> Result<(), TemplateFault> {
        let name = resource
            .pointer("/Metadata/BuildProperties/Binary")
            .and_then(Value::as_str)
            .ok_or_else(|| TemplateFault::of(id, "its Metadata name no Binary"))?;
        let raw: raw::Function = shaped(id, properties)?;
        let mut function = Function {
            logical_id: id.to_owned(),
            name: name.to_owned(),
            routes: Vec::new(),
            schedules: Vec::new(),
        };
        for event in raw.events.into_values() {
            match event {
                raw::Event::HttpApi(event) => function.routes.push(event.route(id)?),
                raw::Event::Schedule(event) => function.schedules.push(event.rate(id)?),
                raw::Event::Sqs(event) => {
                    let queue = reference(id, &event.queue)?;
                    let taker = Taker {
                        function: name.to_owned(),
                        batch_size: event.batch_size,
                        reports_item_failures: event.reports_item_failures(),
                    };
                    if self.takers.insert(queue.clone(), taker).is_some() {
                        return Err(TemplateFault::of(&queue, "two functions take from it"));
                    }
                }
            }
        }
        self.functions.push(function);
        Ok(())
    }

    fn finish(mut self) -> Result<Template, TemplateFault> {
        self.functions.sort_by(|one, other| one.logical_id.cmp(&other.logical_id));
        self.no_route_twice()?;
        let table = match (self.tables.pop(), self.tables.len()) {
            (Some(table), 0) => table,
            (last, others) => {
                return Err(TemplateFault::Tables { found: others + usize::from(last.is_some()) });
            }
        };
        let mut queues = Vec::new();
        for (id, taker) in self.takers {
            let redrive = self
                .queues
                .get(&id)
                .ok_or_else(|| TemplateFault::of(&id, "there is no such queue"))?;
            if let Some(redrive) = redrive
                && !self.queues.contains_key(&redrive.queue)
            {
                return Err(TemplateFault::of(
                    &id,
                    format!("its dead-letter queue {} is missing", redrive.queue),
                ));
            }
            queues.push(Queue {
                logical_id: id,
                function: taker.function,
                batch_size: taker.batch_size,
                reports_item_failures: taker.reports_item_failures,
                redrive: redrive.clone(),
            });
        }
        queues.sort_by(|one, other| one.logical_id.cmp(&other.logical_id));
        let mut pipes = Vec::new();
        for (pipe, source) in self.pipes {
            if source != table.logical_id {
                return Err(TemplateFault::of(
                    &pipe.logical_id,
                    "its source is not the table's stream",
                ));
            }
            if !queues.iter().any(|queue| queue.logical_id == pipe.queue) {
                return Err(TemplateFault::of(
                    &pipe.logical_id,
                    format!("nothing takes from its target {}", pipe.queue),
                ));
            }
            pipes.push(pipe);
        }
        Ok(Template { functions: self.functions, table, queues, pipes })
    }

    fn no_route_twice(&self) -> Result<(), TemplateFault> {
        let mut seen = Vec::new();
        for function in &self.functions {
            for route in &function.routes {
                if seen.contains(&route) {
                    return Err(TemplateFault::of(
                        &function.logical_id,
                        format!("{route:?} stands twice"),
                    ));
                }
                seen.push(route);
            }
        }
        Ok(())
    }
}

fn shaped<T: serde::de::DeserializeOwned>(id: &str, properties: Value) -> Result<T, TemplateFault> {
    serde_json::from_value(properties).map_err(|fault| TemplateFault::of(id, fault))
}

/// The id of the resource that a value refers to, whether by `Ref` or by one of its attributes.
fn reference(id: &str, value: &Value) -> Result<String, TemplateFault> {
    let named = value.get("Ref").or_else(|| value.pointer("/Fn::GetAtt/0"));
    let named = named.and_then(Value::as_str);
    named
        .map(str::to_owned)
        .ok_or_else(|| TemplateFault::of(id, format!("{value} refers to no resource")))
}

#[cfg(test)]
mod tests;
