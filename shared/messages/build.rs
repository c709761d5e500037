//! Compiles the e-mail layout from MJML to HTML, so that no Lambda does it at run time.
//!
//! What comes out is a template still: the placeholders are filled when a message is sent. The
//! build fails if MJML finds anything odd or loses a placeholder on the way.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

use mrml::prelude::render::RenderOptions;

const LAYOUT: &str = "templates/letter.mjml";

#[expect(
    clippy::disallowed_methods,
    reason = "Cargo names the output folder of a build script in its environment."
)]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={LAYOUT}");

    let source = fs::read_to_string(LAYOUT)?;
    let html = compile(&source)?;
    let lost = placeholders_lost(&source, &html);
    if !lost.is_empty() {
        return Err(format!("{LAYOUT}: MJML lost {lost:?}").into());
    }

    let folder = env::var("OUT_DIR")?;
    fs::write(Path::new(&folder).join("letter.html"), html)?;
    Ok(())
}

fn compile(source: &str) -> Result<String, Box<dyn Error>> {
    let parsed = mrml::parse(source)?;
    if !parsed.warnings.is_empty() {
        return Err(format!("{LAYOUT}: {:?}", parsed.warnings).into());
    }
    // Without a table of web fonts nothing can be fetched from elsewhere, whatever a template asks
    // for.
    let options = RenderOptions {
        disable_comments: true,
        fonts: Default::default(),
        ..RenderOptions::default()
    };
    Ok(parsed.element.render(&options)?)
}

/// Placeholders that stand less often in `html` than in `source`; more often is fine, since MJML
/// uses the subject both as the title and as the label of the body.
fn placeholders_lost(source: &str, html: &str) -> Vec<String> {
    let left = count(html);
    count(source)
        .into_iter()
        .filter(|(placeholder, times)| left.get(placeholder).is_none_or(|now| now < times))
        .map(|(placeholder, _)| placeholder.to_owned())
        .collect()
}

/// How often each `{{ … }}` and `{% … %}` occurs in the text.
fn count(text: &str) -> BTreeMap<&str, usize> {
    let mut found = BTreeMap::new();
    for (opening, closing) in [("{{", "}}"), ("{%", "%}")] {
        for (start, _) in text.match_indices(opening) {
            if let Some(length) = text[start..].find(closing) {
                *found.entry(&text[start..start + length + closing.len()]).or_default() += 1;
            }
        }
    }
    found
}
