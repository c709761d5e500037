//! Rights: each function may do what it does, and has no unused right.
//!
//! Every test that starts a runner checks that no function exceeds its rights: the runner refuses
//! such a call as AWS would (`infra/local/src/testing/iam`). Here, where each function signs as
//! itself and unwraps its own keys, this test checks that every right is used.

use crate::world::World;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use vestibule_local::Template;
use vestibule_local::template::rights::{Effect, Rights, Statement, Usage};
use vestibule_tests::{everything, rarely};

/// What each function did.
type Done = BTreeMap<String, Vec<Usage>>;

/// Policies that a function does not use, and parts of policies that nobody uses, a sentence each.
/// A policy covers one task, such as a commit, and is granted as a whole.
fn unused(rights: &Rights, done: &Done) -> BTreeSet<String> {
    let nothing = Vec::new();
    let mut policies: BTreeMap<&str, Vec<(&str, &Statement)>> = BTreeMap::new();
    for (function, statements) in rights.by_function() {
        for statement in statements.iter().filter(|one| one.effect == Effect::Allow) {
            policies.entry(&statement.policy).or_default().push((function, statement));
        }
    }
    let uses = |function: &str, statement: &Statement| {
        let done = done.get(function).unwrap_or(&nothing);
        done.iter().any(|usage| statement.is_of(usage))
    };
    let mut all = BTreeSet::new();
    for (policy, holders) in policies {
        let names: BTreeSet<_> = holders.iter().map(|(function, _)| *function).collect();
        for name in names {
            let mut own = holders.iter().filter(|(function, _)| *function == name);
            if !own.any(|(function, statement)| uses(function, statement)) {
                all.insert(format!("{name} never uses {policy}"));
            }
        }
        for (_, statement) in &holders {
            for part in parts(statement) {
                if !holders.iter().any(|(function, _)| uses(function, &part)) {
                    let (action, resource) = (part.actions.join(" "), part.resources.join(" "));
                    all.insert(format!("nobody needs {policy} for {action} on {resource}"));
                }
            }
        }
    }
    all
}

/// A statement for each action on any of its resources, and for each resource.
fn parts(statement: &Statement) -> Vec<Statement> {
    let each_action = statement
        .actions
        .iter()
        .map(|action| Statement { actions: vec![action.clone()], ..statement.clone() });
    let each_resource = statement
        .resources
        .iter()
        .map(|resource| Statement { resources: vec![resource.clone()], ..statement.clone() });
    each_action.chain(each_resource).collect()
}

/// What each function did in a world, with the condition that its calls met.
async fn usage_in(world: &World) -> Done {
    let told = world.runner.invoke("tell-usage", &json!({})).await.expect("the usage is reported");
    let mut done = Done::new();
    for each in told.as_array().expect("a list") {
        let text = |name: &str| each[name].as_str().expect("a text").to_owned();
        let context = each["context"].as_object().expect("a context").iter();
        let context =
            context.map(|(key, value)| (key.clone(), value.as_str().expect("a text").to_owned()));
        let usage = Usage {
            action: text("action"),
            resource: text("resource"),
            context: context.collect(),
        };
        done.entry(text("function")).or_default().push(usage);
    }
    done
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::print_stdout, reason = "the table is for people, with --nocapture")]
async fn no_right_is_unused() {
    let world = World::of_binaries().await;
    everything(&world.runner).await;
    rarely(&world.runner).await;
    let done = usage_in(&world).await;
    for (function, usages) in &done {
        for Usage { action, resource, .. } in usages {
            println!("{function:<22} {action:<34} {resource}");
        }
    }
    let template = Template::of_this_product().expect("the template");
    assert_eq!(unused(&template.rights, &done), BTreeSet::new());
    world.end().await;

    // One right too many is found.
    let text = include_str!("../../infra/template.yaml");
    let changed = |from: &str, to: &str| {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        let changed = Template::parse(&changed).expect("a template");
        unused(&changed.rights, &done).into_iter().next().unwrap_or_default()
    };
    let more = changed(
        "Action: \"sns:Publish\", Resource: \"*\"",
        "Action: [\"sns:Publish\", \"sns:Subscribe\"], Resource: \"*\"",
    );
    assert_eq!(more, "nobody needs SendSms for sns:Subscribe on *");
    let whole = changed("Policies: [!Ref ReadTable]", "Policies: [!Ref ReadTable, !Ref FindDue]");
    assert!(whole.ends_with(" never uses FindDue"), "{whole}");
}
