//! A flow is a folder, a crate, a function of the template and a line of the registry.

use crate::places::{Places, file, text};
use std::collections::BTreeSet;

#[test]
fn no_flow_was_forgotten_anywhere() {
    let places = Places::now();
    assert!(places.folders.len() > 20, "the folders are found: {:?}", places.folders);
    let forgotten = places.forgotten();
    assert!(forgotten.is_empty(), "{}", forgotten.join("\n"));
}

#[test]
fn whatever_is_forgotten_is_found() {
    let whole = Places::now();
    let some = "verify-pin".to_owned();
    let with = |change: &dyn Fn(&mut Places)| {
        let mut places = whole.clone();
        change(&mut places);
        places.forgotten().join("\n")
    };
    // A flow that was added in one place only.
    let added = with(&|places| {
        _ = places.folders.insert("client/new-flow".to_owned(), Some("new-flow".to_owned()))
    });
    for part in [
        "infra/template.yaml has no function with Binary: new-flow",
        "infra/local/Cargo.toml lacks `new-flow",
        "new-flow is not built in",
    ] {
        assert!(added.contains(part), "{added}");
    }
    assert!(
        with(&|places| _ = places.folders.insert("client/new-flow".to_owned(), None))
            .contains("is no crate")
    );
    assert!(
        with(&|places| _ =
            places.folders.insert("client/verify-pin".to_owned(), Some("verify-pln".to_owned())))
        .contains("another name, verify-pln")
    );
    assert!(with(&|places| _ = places.template.remove(&some)).contains("Binary: verify-pin"));
    assert!(with(&|places| _ = places.registry.remove(&some)).contains("lacks `verify-pin"));
    assert!(
        with(&|places| _ = places.registry.insert(some.clone(), "staff/verify-pin".to_owned()))
            .contains("lacks `verify-pin")
    );
    assert!(with(&|places| _ = places.flows.remove(&some)).contains("verify-pin is not built in"));
    // And one that was removed in one place only.
    assert!(
        with(&|places| _ = places.folders.remove("client/verify-pin"))
            .contains("verify-pin stands somewhere")
    );
    for set in [
        &|places: &mut Places| _ = places.template.insert("ghost".to_owned()),
        &|places: &mut Places| _ = places.flows.insert("ghost".to_owned()),
    ] as [&dyn Fn(&mut Places); 2]
    {
        assert!(with(set).contains("ghost stands somewhere"));
    }
}

#[test]
fn every_flow_is_a_member_of_the_workspace() {
    let manifest = text("Cargo.toml");
    let members = manifest.lines().find(|line| line.starts_with("members = ")).expect("members");
    assert!(members.contains("\"functions/*/*\""), "{members}");
    let lock = text("Cargo.lock");
    for folder in Places::now().folders.keys() {
        let name = folder.rsplit('/').next().unwrap_or_default();
        assert!(
            lock.contains(&format!("name = \"{name}\"\n")),
            "{name} is not in Cargo.lock: build the workspace"
        );
    }
}

#[test]
fn every_main_is_the_same_few_lines_and_every_library_opens_with_its_story() {
    for folder in Places::now().folders.keys() {
        let name = folder.rsplit('/').next().unwrap_or_default();
        let main = text(&format!("functions/{folder}/src/main.rs"));
        let expected = format!(
            "//! The Lambda function `{name}`.\n\nfn main() -> std::process::ExitCode {{\n    vestibule_runtime::serve(&{}::flow())\n}}\n",
            name.replace('-', "_")
        );
        assert_eq!(main, expected, "functions/{folder}/src/main.rs");
        let lib = text(&format!("functions/{folder}/src/lib.rs"));
        assert!(
            lib.starts_with("//! ") && lib.lines().next().is_some_and(|line| line.len() > 20),
            "functions/{folder}/src/lib.rs"
        );
        assert!(lib.contains("pub fn flow() -> Flow"), "functions/{folder}/src/lib.rs");
        let manifest = text(&format!("functions/{folder}/Cargo.toml"));
        for part in [
            format!("[[bin]]\nname = \"{name}\"\npath = \"src/main.rs\""),
            "[lints]\nworkspace = true".to_owned(),
            "description = \"".to_owned(),
        ] {
            assert!(manifest.contains(&part), "functions/{folder}/Cargo.toml lacks {part}");
        }
        assert!(
            !manifest.contains("version = \"="),
            "functions/{folder}: versions stand in the workspace's manifest"
        );
    }
}

#[test]
fn a_resource_bears_the_name_of_its_flow() {
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
    assert_eq!(names.len(), template.functions.len(), "no flow is two functions");
    assert!(file("docs/api/openapi.json").is_file());
}
