//! A flow is a module and a binary of its capability's crate, a function of the template and a line
//! of the registry.

use crate::places::{Places, capabilities, file, text};
use std::collections::BTreeSet;

#[test]
fn every_flow_is_complete() {
    let places = Places::now();
    assert!(places.modules.len() > 50, "the modules are found: {:?}", places.modules);
    let forgotten = places.forgotten();
    assert!(forgotten.is_empty(), "{}", forgotten.join("\n"));
}

#[test]
fn every_missing_part_of_a_flow_is_reported() {
    let whole = Places::now();
    let some = "verify-pin".to_owned();
    let with = |change: &dyn Fn(&mut Places)| {
        let mut places = whole.clone();
        change(&mut places);
        places.forgotten().join("\n")
    };
    // A flow that was added in one place only.
    let added =
        with(&|places| _ = places.modules.insert("new-flow".to_owned(), "access".to_owned()));
    for part in [
        "functions/access/src/bin lacks new-flow.rs",
        "infra/template.yaml has no function with Binary: new-flow",
        "new-flow is not in the list",
    ] {
        assert!(added.contains(part), "{added}");
    }
    // A flow that is missing in one place.
    type Change<'a> = &'a dyn Fn(&mut Places);
    let missing: [(Change<'_>, &str); 5] = [
        (&|places| _ = places.modules.remove(&some), "verify-pin has no module verify_pin.rs"),
        (&|places| _ = places.binaries.remove(&some), "bin lacks verify-pin.rs"),
        (
            &|places| _ = places.binaries.insert(some.clone(), "staff".to_owned()),
            "verify-pin is in access, and its binary in staff",
        ),
        (&|places| _ = places.template.remove(&some), "Binary: verify-pin"),
        (&|places| _ = places.flows.remove(&some), "verify-pin is not in the list"),
    ];
    for (change, sentence) in missing {
        assert!(with(change).contains(sentence), "{sentence}");
    }
    // A name that only one place has.
    for change in [
        &|places: &mut Places| _ = places.template.insert("ghost".to_owned()),
        &|places: &mut Places| _ = places.flows.insert("ghost".to_owned()),
        &|places: &mut Places| _ = places.binaries.insert("ghost".to_owned(), "api".to_owned()),
    ] as [&dyn Fn(&mut Places); 3]
    {
        assert!(with(change).contains("ghost has no module ghost.rs"));
    }
}

#[test]
fn every_capability_is_a_documented_crate() {
    let manifest = text("Cargo.toml");
    let members = manifest.lines().find(|line| line.starts_with("members = ")).expect("members");
    assert!(members.contains("\"functions/*\""), "{members}");
    for capability in capabilities() {
        let manifest = text(&format!("functions/{capability}/Cargo.toml"));
        for part in [
            format!("name = \"flows-{capability}\""),
            "[lints]\nworkspace = true".to_owned(),
            "description = \"".to_owned(),
        ] {
            assert!(manifest.contains(&part), "functions/{capability}/Cargo.toml lacks {part}");
        }
        assert!(
            !manifest.contains("version = \"="),
            "functions/{capability}: versions are in the workspace's manifest"
        );
        assert!(text(&format!("functions/{capability}/src/lib.rs")).starts_with("//! "));
    }
}

#[test]
fn every_binary_has_the_same_few_lines_and_every_flow_a_description() {
    for (name, capability) in Places::now().modules {
        let module = name.replace('-', "_");
        let binary = text(&format!("functions/{capability}/src/bin/{name}.rs"));
        let expected = format!(
            "//! The Lambda function `{name}`.\n\nfn main() -> std::process::ExitCode {{\n    vestibule_flow::serve(&flows_{capability}::{module}::flow())\n}}\n"
        );
        assert_eq!(binary, expected, "functions/{capability}/src/bin/{name}.rs");
        let code = text(&format!("functions/{capability}/src/{module}.rs"));
        assert!(
            code.starts_with("//! ") && code.lines().next().is_some_and(|line| line.len() > 20),
            "functions/{capability}/src/{module}.rs"
        );
    }
}

#[test]
fn a_resource_has_the_name_of_its_flow() {
    let template =
        vestibule_local::Template::parse(&text("infra/template.yaml")).expect("the template");
    for function in &template.functions {
        let camel: String = function
            .name
            .split('-')
            .map(|word| format!("{}{}", word[..1].to_uppercase(), &word[1..]))
            .collect();
        assert_eq!(function.logical_id, camel);
    }
    let names: BTreeSet<_> = template.functions.iter().map(|function| &function.name).collect();
    assert_eq!(names.len(), template.functions.len(), "no flow has two functions");
    assert!(file("docs/api/openapi.json").is_file());
}
