//! Variables: the template sets for each function exactly those that it reads.

use crate::places::text;
use std::collections::BTreeSet;
use vestibule_local::Template;
use vestibule_local::registry::flows;

/// Missing and unneeded variables of functions, a sentence each.
fn apart(template: &Template) -> Vec<String> {
    let mut all = Vec::new();
    for flow in flows() {
        let reads: BTreeSet<_> =
            flow.variables().into_iter().map(|variable| variable.name().to_owned()).collect();
        let given = template.function_settings.get(flow.name).map(|given| &given.environment);
        let given: BTreeSet<_> =
            given.into_iter().flatten().map(|(name, _)| name.clone()).collect();
        for name in reads.difference(&given) {
            all.push(format!("{} is not given {name}", flow.name));
        }
        for name in given.difference(&reads) {
            all.push(format!("{} is given {name} and does not read it", flow.name));
        }
    }
    all
}

#[test]
fn each_function_has_the_variables_that_it_reads_and_no_others() {
    let template = text("infra/template.yaml");
    let parsed = Template::parse(&template).expect("the template");
    assert_eq!(apart(&parsed), [""; 0]);

    let changed = |from: &str, to: &str| {
        let changed = template.replacen(from, to, 1);
        assert_ne!(changed, template, "{from}");
        apart(&Template::parse(&changed).expect("the template"))
    };
    let missing = changed("CONFIGURATION_SET: ", "CONFIGURATION: ");
    assert_eq!(
        missing,
        [
            "deliver-email is not given CONFIGURATION_SET",
            "deliver-email is given CONFIGURATION and does not read it",
        ]
    );
    let for_all = changed("        KEY_ID: !Ref Key\n", "");
    assert_eq!(for_all.len(), flows().len());
}

/// A flow whose code parses phone numbers must declare it, and loads their metadata at the start.
/// The sender of texts parses none, but needs their country.
#[test]
fn flows_that_read_phone_numbers_load_metadata_at_the_start() {
    let readers = ["fields.mobile(", "details::mobiles(", "details::phones(", "Mobile::parse("];
    let mut seen = 0;
    for (name, capability) in crate::places::Places::now().modules {
        let code = text(&format!("functions/{capability}/src/{}.rs", name.replace('-', "_")));
        let reads = readers.iter().any(|reader| code.contains(reader)) || name.ends_with("-sms");
        assert_eq!(code.contains(".reading_numbers()"), reads, "{name}");
        seen += usize::from(reads);
    }
    assert!(seen > 5);
}
