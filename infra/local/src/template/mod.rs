//! What `infra/template.yaml` declares, as far as the runner plays it.
//!
//! References are resolved and checked here: a pipe's bus, a rule's queue, a queue's function and
//! a dead-letter queue exist, and no route is declared twice. What the runner has no use for
//! (roles, the key) is not looked at.
//!
//! Promises that everything it does not understand is an error, so nothing is skipped silently.
//! Uses [`crate::account`].

mod conditions;
mod front;
pub mod function_settings;
pub mod pattern;
mod raw;
mod reader;
pub mod references;
mod resources;
pub mod rights;
mod template_error;
mod yaml;

pub use front::{AddedHeader, Behavior, Front, Origin};
pub use resources::{
    EmailReport, EmailReports, Function, Index, Key, Pipe, Queue, Redrive, Route, Rule, Table,
    Taker, Target,
};
pub use template_error::TemplateError;

use std::collections::BTreeMap;

use serde_json::Value;

use function_settings::FunctionSettings;
use reader::{Resources, TemplateReader};
use references::References;
use rights::Rights;

/// Everything that the runner reads from the template.
#[derive(Debug, Clone)]
pub struct Template {
    /// The functions, in the order of their logical ids.
    pub functions: Vec<Function>,
    /// The one table.
    pub table: Table,
    /// The queues that rules fill or functions take from, with the names of their dead-letter
    /// queues.
    pub queues: Vec<Queue>,
    /// From the table's stream to a bus.
    pub pipes: Vec<Pipe>,
    /// From a bus of the template's own to the queues.
    pub rules: Vec<Rule>,
    /// The reports that SES sends to the account's default bus, if any.
    pub email_reports: Option<EmailReports>,
    /// The settings of each function, by its name.
    pub function_settings: BTreeMap<String, FunctionSettings>,
    /// What each function may do.
    pub rights: Rights,
    /// The values of its references on this machine.
    pub references: References,
    /// The front before the pages and the API, if any.
    pub front: Option<Front>,
}

impl Template {
    /// The template that this program was built with.
    ///
    /// # Errors
    /// It cannot be understood; a test of this crate checks that it can.
    pub fn of_this_product() -> Result<Self, TemplateError> {
        Self::parse(include_str!("../../../template.yaml"))
    }

    /// Reads a template.
    ///
    /// # Errors
    /// It is not YAML, or the runner does not support it.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        Self::parse_with(text, &[])
    }

    /// Reads a template as it is deployed with these values of parameters.
    ///
    /// # Errors
    /// It is not YAML, the runner does not support it, or it declares no such parameter.
    pub fn parse_with(text: &str, chosen: &[(&str, &str)]) -> Result<Self, TemplateError> {
        let document = conditions::decided(Self::document(text)?, chosen)?;
        let references = References::of(&document);
        let mut reader = TemplateReader::with(references.clone());
        for (id, resource) in document["Resources"].as_object().into_iter().flatten() {
            reader.resource(id, resource)?;
        }
        let Resources { functions, table, queues, pipes, rules, email_reports, front } =
            reader.finish()?;
        Ok(Self {
            functions,
            table,
            queues,
            pipes,
            rules,
            email_reports,
            function_settings: function_settings::all(&document, &references)?,
            rights: Rights::of(&document, &references)?,
            references,
            front,
        })
    }

    /// Returns a template as written, with its intrinsic functions in their long form.
    ///
    /// # Errors
    /// It is not YAML.
    pub fn document(text: &str) -> Result<Value, TemplateError> {
        Ok(yaml::with_long_intrinsics(serde_norway::from_str(text)?))
    }

    /// The function of that name.
    #[must_use]
    pub fn function(&self, name: &str) -> Option<&Function> {
        self.functions.iter().find(|function| function.name == name)
    }
}

#[cfg(test)]
mod tests;
