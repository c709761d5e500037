//! Routes: the OpenAPI document, the template and the code agree.

use crate::places::text;
use serde_json::Value;
use std::collections::BTreeSet;
use vestibule_local::template::Route;

/// A flow's name, method and path.
type Named = (String, String, String);

fn of_document(document: &Value) -> BTreeSet<Named> {
    let paths = document["paths"].as_object().expect("paths").iter();
    let of_path = |(path, item): (&String, &Value)| {
        let methods = item.as_object().expect("methods").iter();
        let named = methods.map(|(method, operation)| {
            (
                operation["operationId"].as_str().expect("an id").to_owned(),
                method.to_uppercase(),
                path.clone(),
            )
        });
        named.collect::<Vec<_>>()
    };
    paths.flat_map(of_path).collect()
}

fn of_template() -> (BTreeSet<Named>, Vec<String>) {
    let template =
        vestibule_local::Template::parse(&text("infra/template.yaml")).expect("the template");
    let (mut routes, mut default) = (BTreeSet::new(), Vec::new());
    for function in template.functions {
        for route in function.routes {
            match route {
                Route::Path { method, path } => {
                    _ = routes.insert((function.name.clone(), method, path))
                }
                Route::Default => default.push(function.name.clone()),
            }
        }
    }
    (routes, default)
}

fn of_code() -> (BTreeSet<Named>, Vec<String>) {
    let (mut routes, mut default) = (BTreeSet::new(), Vec::new());
    for flow in vestibule_local::registry::flows() {
        let Some(operation) = flow.operation() else { continue };
        assert_eq!(operation.name, flow.name);
        match operation.path {
            Some(path) => {
                _ = routes.insert((
                    flow.name.to_owned(),
                    operation.method.as_str().to_owned(),
                    path.to_owned(),
                ))
            }
            None => default.push(flow.name.to_owned()),
        }
    }
    (routes, default)
}

#[test]
fn document_template_and_code_have_the_same_routes() {
    let document: Value = serde_json::from_str(&text("docs/api/openapi.json")).expect("JSON");
    let document = of_document(&document);
    let (template, template_default) = of_template();
    let (code, code_default) = of_code();
    let apart = |one: &BTreeSet<Named>, other: &BTreeSet<Named>| {
        one.symmetric_difference(other).cloned().collect::<Vec<_>>()
    };
    assert_eq!(apart(&document, &code), [], "docs/api/openapi.json and the code: make docs");
    assert_eq!(apart(&template, &code), [], "infra/template.yaml and the code");
    assert_eq!(template_default, ["refuse-unknown-route"]);
    assert_eq!(code_default, template_default);
    assert!(code.len() > 15);
    let names: BTreeSet<_> = code.iter().map(|(name, ..)| name).collect();
    assert_eq!(names.len(), code.len(), "a flow is one operation");
}

#[test]
fn functions_with_a_route_have_no_other_caller_and_the_rest_no_route() {
    let template =
        vestibule_local::Template::parse(&text("infra/template.yaml")).expect("the template");
    for flow in vestibule_local::registry::flows() {
        let function = template
            .function(flow.name)
            .unwrap_or_else(|| panic!("{} is not in the template", flow.name));
        let takers = template.queues.iter().filter_map(|queue| queue.taker.as_ref());
        let taken_from = takers.filter(|taker| taker.function == flow.name).count();
        let others = function.schedules.len() + taken_from;
        let told = function.patterns.len() + function.logs.len();
        match flow.operation() {
            Some(_) => assert_eq!((function.routes.len(), others + told), (1, 0), "{}", flow.name),
            // Called by a queue, a schedule, ops, or a delivery report.
            None => assert!(
                function.routes.is_empty() && others + usize::from(told > 0) <= 1,
                "{}",
                flow.name
            ),
        }
    }
    for queue in &template.queues {
        let whole = queue.taker.as_ref().is_none_or(|taker| taker.reports_item_failures);
        assert!(
            whole && queue.redrive.is_some(),
            "{}: one bad record must not delay ten",
            queue.logical_id
        );
    }
}

#[tokio::test]
async fn the_served_document_is_the_checked_in_one() {
    let runner = vestibule_tests::Runner::shared().await;
    let served = runner.visitor().get("/api/openapi.json").await.is(200).body;
    let checked_in: Value = serde_json::from_str(&text("docs/api/openapi.json")).expect("JSON");
    assert!(served == checked_in, "build again: cargo build --all-targets");
}
