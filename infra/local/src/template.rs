//! What `infra/template.yaml` declares, as far as the runner plays it.
//!
//! References are resolved and checked here: a pipe's bus, a rule's queue, a queue's function and
//! a dead-letter queue exist, and no route stands twice. What the runner has no use for
//! (roles, the key) is not looked at.

mod conditions;
mod front;
mod raw;
mod yaml;

pub use front::{AddedHeader, Behavior, Front, Origin};

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::Value;

use crate::given::{self, Given};
use crate::names::Names;
use crate::pattern::Pattern;
use crate::rights::Rights;

/// All that the runner takes from the template.
#[derive(Debug, Clone)]
pub struct Template {
    /// The functions, in the order of their logical ids.
    pub functions: Vec<Function>,
    /// The one table.
    pub table: Table,
    /// The queues that rules fill or functions take from; dead-letter queues are named by these.
    pub queues: Vec<Queue>,
    /// From the table's stream to a bus.
    pub pipes: Vec<Pipe>,
    /// From a bus of the template's own to the queues.
    pub rules: Vec<Rule>,
    /// What SES reports on the account's default bus, if anything.
    pub email_reports: Option<EmailReports>,
    /// What each function is given besides its code, by its name.
    pub given: BTreeMap<String, Given>,
    /// What each function may do.
    pub rights: Rights,
    /// What its references come to here.
    pub names: Names,
    /// What stands before the pages and the API, if anything.
    pub front: Option<Front>,
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
    /// The events of the account's default bus that it is called with.
    pub patterns: Vec<Pattern>,
    /// The names of the log groups whose lines it is called with.
    pub logs: Vec<String>,
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

/// A queue, and the function that takes from it if there is one.
#[derive(Debug, Clone)]
pub struct Queue {
    /// The id of the resource.
    pub logical_id: String,
    /// Who takes from it. Without one, it just fills.
    pub taker: Option<Taker>,
    /// What becomes of a message that fails again and again.
    pub redrive: Option<Redrive>,
}

/// A function's side of a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taker {
    /// The name of the function.
    pub function: String,
    /// The most messages in one call.
    pub batch_size: usize,
    /// Whether the function may say which messages of a batch failed.
    pub reports_item_failures: bool,
}

/// When a message goes to the dead-letter queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redrive {
    /// The id of the dead-letter queue.
    pub queue: String,
    /// How many times the message is received before.
    pub max_receive_count: u32,
}

/// From the table's stream, through filters, to a bus.
#[derive(Debug, Clone)]
pub struct Pipe {
    /// The id of the resource.
    pub logical_id: String,
    /// The id of the bus.
    pub bus: String,
    /// What its events name as their source.
    pub source: String,
    /// What its events name as their type.
    pub detail_type: String,
    /// A record passes if one of these matches, or if there are none.
    pub filters: Vec<Pattern>,
}

/// From a bus, through a pattern, to queues.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The id of the resource.
    pub logical_id: String,
    /// The id of the bus.
    pub bus: String,
    /// What an event must have.
    pub pattern: Pattern,
    /// Where such an event goes.
    pub targets: Vec<Target>,
}

/// Where a rule sends an event, and which part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The id of the queue.
    pub queue: String,
    /// The fields that lead to the part that is sent; the whole event, if there are none.
    pub path: Vec<String>,
}

/// What SES reports of the e-mails that are sent with a configuration set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailReports {
    /// The id of the resource; the name of the set here.
    pub configuration_set: String,
    /// Of what it reports.
    pub kinds: BTreeSet<EmailReport>,
}

/// Something that becomes of an e-mail, in the words of SES's `MatchingEventTypes`. What follows
/// from watching a reader (opens, clicks) is not known here, and so refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EmailReport {
    /// SES took it.
    Send,
    /// The receiver's server took it.
    Delivery,
    /// The receiver's server does not take it for now.
    DeliveryDelay,
    /// The receiver's server will not take it.
    Bounce,
    /// The receiver called it spam.
    Complaint,
    /// SES found a virus in it.
    Reject,
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
    /// Nothing stands before the API.
    #[error("it declares no front")]
    NoFront,
    /// A CloudFront function that does not load.
    #[error("a function of CloudFront's: {reason}")]
    Function {
        /// What the engine says.
        reason: String,
    },
    /// A header that cannot be sent.
    #[error("there can be no header {name} with that value")]
    Header {
        /// Its name.
        name: String,
    },
}

impl TemplateFault {
    pub(crate) fn of(logical_id: &str, reason: impl ToString) -> Self {
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
        Self::parse_with(text, &[])
    }

    /// Reads a template as it is deployed with these values of parameters.
    ///
    /// # Errors
    /// It is not YAML, or not what the runner can play, or declares no such parameter.
    pub fn parse_with(text: &str, chosen: &[(&str, &str)]) -> Result<Self, TemplateFault> {
        let document = conditions::decided(Self::document(text)?, chosen)?;
        let names = Names::of(&document);
        let resources = match document.get("Resources") {
            Some(Value::Object(resources)) => resources.clone(),
            _ => serde_json::Map::new(),
        };
        let mut read = Read { front: front::Read::with(names.clone()), ..Read::default() };
        for (id, resource) in &resources {
            read.resource(id, resource)?;
        }
        let template = read.finish()?;
        Ok(Self {
            given: given::of(&document, &names)?,
            rights: Rights::of(&document, &names)?,
            names,
            ..template
        })
    }

    /// A template as it stands, with its intrinsic functions in their long form.
    ///
    /// # Errors
    /// It is not YAML.
    pub fn document(text: &str) -> Result<Value, TemplateFault> {
        Ok(yaml::with_long_intrinsics(serde_norway::from_str(text)?))
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
    takers: BTreeMap<String, Taker>,
    /// Functions and what they name as a log group.
    subscriptions: Vec<(String, Value)>,
    tables: Vec<Table>,
    queues: BTreeMap<String, Option<Redrive>>,
    buses: BTreeSet<String>,
    pipes: Vec<(Pipe, String)>,
    rules: Vec<Rule>,
    log_groups: BTreeMap<String, Option<Value>>,
    configuration_sets: BTreeSet<String>,
    email_reports: Vec<(String, EmailReports)>,
    front: front::Read,
}

impl Read {
    fn resource(&mut self, id: &str, resource: &Value) -> Result<(), TemplateFault> {
        let properties =
            resource.get("Properties").cloned().unwrap_or(Value::Object(serde_json::Map::new()));
        match resource.get("Type").and_then(Value::as_str) {
            Some("AWS::Serverless::Function") => self.function(id, resource, properties)?,
            Some("AWS::DynamoDB::Table") => {
                let raw: raw::Table = shaped(id, properties)?;
                self.tables.push(raw.table(id)?);
            }
            Some("AWS::SQS::Queue") => {
                let raw: raw::Queue = shaped(id, properties)?;
                self.queues.insert(id.to_owned(), raw.redrive(id)?);
            }
            Some("AWS::Events::EventBus") => _ = self.buses.insert(id.to_owned()),
            Some("AWS::Pipes::Pipe") => {
                let raw: raw::Pipe = shaped(id, properties)?;
                let source = reference(id, &raw.source)?;
                let is_stopped = raw.is_stopped();
                let pipe = raw.pipe(id)?;
                if !is_stopped {
                    self.pipes.push((pipe, source));
                }
            }
            Some("AWS::Events::Rule") => {
                let raw: raw::Rule = shaped(id, properties)?;
                self.rules.push(raw.rule(id)?);
            }
            Some("AWS::Logs::LogGroup") => {
                let name = properties.get("LogGroupName").cloned();
                self.log_groups.insert(id.to_owned(), name);
            }
            Some("AWS::SES::ConfigurationSet") => {
                _ = self.configuration_sets.insert(id.to_owned());
            }
            Some("AWS::SES::ConfigurationSetEventDestination") => {
                let raw: raw::EmailReports = shaped(id, properties)?;
                self.email_reports.push((id.to_owned(), raw.reports(id)?));
            }
            Some(other) => self.front.resource(other, id, &properties)?,
            None => return Err(TemplateFault::of(id, "it has no Type")),
        }
        Ok(())
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
            patterns: Vec::new(),
            logs: Vec::new(),
        };
        for event in raw.events.into_values() {
            match event {
                raw::Event::HttpApi(event) => function.routes.push(event.route(id)?),
                raw::Event::Schedule(event) => {
                    let rate = event.rate(id)?;
                    if event.is_enabled() {
                        function.schedules.push(rate);
                    }
                }
                raw::Event::Bus(event) => function.patterns.push(event.pattern(id)?),
                raw::Event::Log(event) => {
                    self.subscriptions.push((id.to_owned(), event.group(id)?));
                }
                raw::Event::Sqs(event) => {
                    let queue = reference(id, &event.queue)?;
                    if !event.enabled {
                        continue;
                    }
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
        self.subscribe()?;
        let table = match (self.tables.pop(), self.tables.len()) {
            (Some(table), 0) => table,
            (last, others) => {
                return Err(TemplateFault::Tables { found: others + usize::from(last.is_some()) });
            }
        };
        self.ways_lead_on(&table)?;
        let queues = self.played_queues()?;
        let email_reports = self.reports()?;
        Ok(Template {
            functions: self.functions,
            table,
            queues,
            pipes: self.pipes.into_iter().map(|(pipe, _)| pipe).collect(),
            rules: self.rules,
            email_reports,
            given: BTreeMap::new(),
            rights: Rights::default(),
            names: Names::default(),
            front: self.front.finish()?,
        })
    }

    /// Each pipe leads from the table to a bus, and each rule from a bus.
    fn ways_lead_on(&self, table: &Table) -> Result<(), TemplateFault> {
        for (pipe, source) in &self.pipes {
            if *source != table.logical_id {
                let reason = "its source is not the table's stream";
                return Err(TemplateFault::of(&pipe.logical_id, reason));
            }
        }
        let from_pipes = self.pipes.iter().map(|(pipe, _)| (&pipe.logical_id, &pipe.bus));
        let of_rules = self.rules.iter().map(|rule| (&rule.logical_id, &rule.bus));
        for (id, bus) in from_pipes.chain(of_rules) {
            if !self.buses.contains(bus) {
                return Err(TemplateFault::of(id, format!("there is no bus {bus}")));
            }
        }
        Ok(())
    }

    /// The queues that rules fill or functions take from.
    fn played_queues(&mut self) -> Result<Vec<Queue>, TemplateFault> {
        let targets = self.rules.iter().flat_map(|rule| &rule.targets);
        let mut named: BTreeSet<String> = targets.map(|target| target.queue.clone()).collect();
        named.extend(self.takers.keys().cloned());
        let mut queues = Vec::new();
        for id in named {
            let redrive = self
                .queues
                .get(&id)
                .ok_or_else(|| TemplateFault::of(&id, "there is no such queue"))?;
            if let Some(redrive) = redrive
                && !self.queues.contains_key(&redrive.queue)
            {
                let reason = format!("its dead-letter queue {} is missing", redrive.queue);
                return Err(TemplateFault::of(&id, reason));
            }
            let taker = self.takers.remove(&id);
            queues.push(Queue { taker, redrive: redrive.clone(), logical_id: id });
        }
        Ok(queues)
    }

    /// Gives each function the names of its log groups.
    fn subscribe(&mut self) -> Result<(), TemplateFault> {
        for (id, named) in std::mem::take(&mut self.subscriptions) {
            let group = match reference(&id, &named) {
                Ok(resource) => match self.log_groups.get(&resource) {
                    Some(Some(name)) => raw::text(&id, name)?,
                    Some(None) => {
                        return Err(TemplateFault::of(&resource, "it needs a name to be played"));
                    }
                    None => return Err(TemplateFault::of(&resource, "there is no such log group")),
                },
                Err(_) => raw::text(&id, &named)?,
            };
            let functions = self.functions.iter_mut();
            functions.filter(|function| function.logical_id == id).for_each(|function| {
                function.logs.push(group.clone());
            });
        }
        Ok(())
    }

    fn reports(&mut self) -> Result<Option<EmailReports>, TemplateFault> {
        let Some((id, reports)) = self.email_reports.pop() else { return Ok(None) };
        if !self.email_reports.is_empty() {
            return Err(TemplateFault::of(&id, "more than one is not played here"));
        }
        if !self.configuration_sets.contains(&reports.configuration_set) {
            return Err(TemplateFault::of(&id, "there is no such configuration set"));
        }
        Ok(Some(reports))
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
