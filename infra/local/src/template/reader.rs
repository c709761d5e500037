//! Reads the resources one after the other, then resolves the references between them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::front::{Front, FrontReader};
use super::raw::{self, reference, shaped};
use super::references::References;
use super::resources::{EmailReports, Function, Pipe, Queue, Redrive, Rule, Table, Taker};
use super::template_error::TemplateError;

/// All resources that the runner plays, with every reference checked.
pub struct Resources {
    /// The functions, in the order of their logical ids.
    pub functions: Vec<Function>,
    /// The one table.
    pub table: Table,
    /// The queues that rules fill or functions take from.
    pub queues: Vec<Queue>,
    /// From the table's stream to a bus.
    pub pipes: Vec<Pipe>,
    /// From a bus of the template's own to the queues.
    pub rules: Vec<Rule>,
    /// SES's reports, if any.
    pub email_reports: Option<EmailReports>,
    /// The front before the pages and the API, if any.
    pub front: Option<Front>,
}

/// What was read so far, before references are resolved.
#[derive(Default)]
pub struct TemplateReader {
    functions: Vec<Function>,
    takers: BTreeMap<String, Taker>,
    /// Functions and the log groups that they name.
    subscriptions: Vec<(String, Value)>,
    tables: Vec<Table>,
    queues: BTreeMap<String, Option<Redrive>>,
    buses: BTreeSet<String>,
    pipes: Vec<(Pipe, String)>,
    rules: Vec<Rule>,
    log_groups: BTreeMap<String, Option<Value>>,
    configuration_sets: BTreeSet<String>,
    email_reports: Vec<(String, EmailReports)>,
    front: FrontReader,
}

impl TemplateReader {
    /// Returns a reader that has read nothing yet, and fills texts with these references.
    pub fn with(references: References) -> Self {
        Self { front: FrontReader::with(references), ..Self::default() }
    }

    /// Reads one resource.
    pub fn resource(&mut self, id: &str, resource: &Value) -> Result<(), TemplateError> {
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
            None => return Err(TemplateError::of(id, "it has no Type")),
        }
        Ok(())
    }

    fn function(
        &mut self,
        id: &str,
        resource: &Value,
        properties: Value,
    ) -> Result<(), TemplateError> {
        let name = resource
            .pointer("/Metadata/BuildProperties/Binary")
            .and_then(Value::as_str)
            .ok_or_else(|| TemplateError::of(id, "its Metadata name no Binary"))?;
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
                        return Err(TemplateError::of(&queue, "two functions take from it"));
                    }
                }
            }
        }
        self.functions.push(function);
        Ok(())
    }

    /// Resolves the references between everything that was read.
    pub fn finish(mut self) -> Result<Resources, TemplateError> {
        self.functions.sort_by(|one, other| one.logical_id.cmp(&other.logical_id));
        self.no_route_twice()?;
        self.subscribe()?;
        let table = match (self.tables.pop(), self.tables.len()) {
            (Some(table), 0) => table,
            (last, others) => {
                return Err(TemplateError::Tables { found: others + usize::from(last.is_some()) });
            }
        };
        self.check_references(&table)?;
        let queues = self.played_queues()?;
        let email_reports = self.reports()?;
        Ok(Resources {
            functions: self.functions,
            table,
            queues,
            pipes: self.pipes.into_iter().map(|(pipe, _)| pipe).collect(),
            rules: self.rules,
            email_reports,
            front: self.front.finish()?,
        })
    }

    /// Each pipe leads from the table to a bus, and each rule starts at a bus.
    fn check_references(&self, table: &Table) -> Result<(), TemplateError> {
        for (pipe, source) in &self.pipes {
            if *source != table.logical_id {
                let reason = "its source is not the table's stream";
                return Err(TemplateError::of(&pipe.logical_id, reason));
            }
        }
        let from_pipes = self.pipes.iter().map(|(pipe, _)| (&pipe.logical_id, &pipe.bus));
        let of_rules = self.rules.iter().map(|rule| (&rule.logical_id, &rule.bus));
        for (id, bus) in from_pipes.chain(of_rules) {
            if !self.buses.contains(bus) {
                return Err(TemplateError::of(id, format!("there is no bus {bus}")));
            }
        }
        Ok(())
    }

    /// The queues that rules fill or functions take from.
    fn played_queues(&mut self) -> Result<Vec<Queue>, TemplateError> {
        let targets = self.rules.iter().flat_map(|rule| &rule.targets);
        let mut named: BTreeSet<String> = targets.map(|target| target.queue.clone()).collect();
        named.extend(self.takers.keys().cloned());
        let mut queues = Vec::new();
        for id in named {
            let redrive = self
                .queues
                .get(&id)
                .ok_or_else(|| TemplateError::of(&id, "there is no such queue"))?;
            if let Some(redrive) = redrive
                && !self.queues.contains_key(&redrive.queue)
            {
                let reason = format!("its dead-letter queue {} is missing", redrive.queue);
                return Err(TemplateError::of(&id, reason));
            }
            let taker = self.takers.remove(&id);
            queues.push(Queue { taker, redrive: redrive.clone(), logical_id: id });
        }
        Ok(queues)
    }

    /// Sets the names of each function's log groups.
    fn subscribe(&mut self) -> Result<(), TemplateError> {
        for (id, named) in std::mem::take(&mut self.subscriptions) {
            let group = match reference(&id, &named) {
                Ok(resource) => match self.log_groups.get(&resource) {
                    Some(Some(name)) => raw::text(&id, name)?,
                    Some(None) => {
                        return Err(TemplateError::of(&resource, "it needs a name to be played"));
                    }
                    None => return Err(TemplateError::of(&resource, "there is no such log group")),
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

    fn reports(&mut self) -> Result<Option<EmailReports>, TemplateError> {
        let Some((id, reports)) = self.email_reports.pop() else { return Ok(None) };
        if !self.email_reports.is_empty() {
            return Err(TemplateError::of(&id, "more than one is not played here"));
        }
        if !self.configuration_sets.contains(&reports.configuration_set) {
            return Err(TemplateError::of(&id, "there is no such configuration set"));
        }
        Ok(Some(reports))
    }

    fn no_route_twice(&self) -> Result<(), TemplateError> {
        let mut seen = Vec::new();
        for function in &self.functions {
            for route in &function.routes {
                if seen.contains(&route) {
                    return Err(TemplateError::of(
                        &function.logical_id,
                        format!("{route:?} is declared twice"),
                    ));
                }
                seen.push(route);
            }
        }
        Ok(())
    }
}
