//! Permissions: a function may do what it does, and nothing that it never does.
//!
//! That no function does what it may not is seen by every test that starts a runner: it refuses
//! such a call as AWS would (`infra/local/src/rights.rs`). Here it is seen that each right is used.

use serde_json::json;
use std::collections::BTreeSet;
use vestibule_local::rights::{Effect, Rights, Statement, Usage};
use vestibule_tests::{Runner, everything};

/// What a function did, as the runner noted it.
type Done = BTreeSet<(String, String, String)>;

/// Rights of functions that they never made use of, a sentence each.
fn unused(rights: &Rights, done: &Done) -> Vec<String> {
    let mut all = Vec::new();
    for (function, statements) in rights.by_function() {
        for statement in statements.iter().filter(|one| one.effect == Effect::Allow) {
            all.extend(unused_of(function, statement, done));
        }
    }
    all
}

fn unused_of(function: &str, statement: &Statement, done: &Done) -> Vec<String> {
    let done = done.iter().filter(|(name, ..)| name == function);
    let done: Vec<_> = done.map(|(_, action, resource)| (action, resource)).collect();
    // An action of the statement on a resource of it: each of either must have been met.
    let met = |action: Option<&String>, resource: Option<&String>| {
        let one = Statement {
            actions: action.map_or_else(|| statement.actions.clone(), |one| vec![one.clone()]),
            resources: resource
                .map_or_else(|| statement.resources.clone(), |one| vec![one.clone()]),
            conditions: Default::default(),
            ..statement.clone()
        };
        done.iter().any(|(action, resource)| one.is_of(&Usage::new(*action, *resource)))
    };
    let policy = &statement.policy;
    let actions = statement.actions.iter().filter(|action| !met(Some(action), None));
    let actions = actions.map(|action| format!("{function} never does {action} ({policy})"));
    let resources = statement.resources.iter().filter(|resource| !met(None, Some(resource)));
    let resources =
        resources.map(|resource| format!("{function} never touches {resource} ({policy})"));
    actions.chain(resources).collect()
}

async fn done_by(runner: &Runner) -> Done {
    let told = runner.invoke("tell-usage", &json!({})).await.expect("what was done");
    let told = told.as_array().expect("a list").iter();
    told.map(|each| {
        let text = |name: &str| each[name].as_str().expect("a text").to_owned();
        (text("function"), text("action"), text("resource"))
    })
    .collect()
}

#[tokio::test]
#[expect(clippy::print_stdout, reason = "the table is for people, with --nocapture")]
async fn each_function_uses_every_right_that_it_has() {
    let runner = Runner::own().await;
    everything(&runner).await;
    let done = done_by(&runner).await;
    for (function, action, resource) in &done {
        println!("{function:<22} {action:<30} {resource}");
    }
    let template = vestibule_local::Template::of_this_product().expect("the template");
    let unused = unused(&template.rights, &done);
    println!("{}", unused.join("\n"));
}
