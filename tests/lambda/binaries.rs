//! The paths of the binaries.

use std::path::{Path, PathBuf};
use vestibule_local::Template;

/// The folder that this test was built into, `target/<profile>`.
pub fn beside() -> PathBuf {
    let own = std::env::current_exe().expect("a test binary has a path");
    own.ancestors().nth(2).expect("target/<profile>/deps/<test>").to_owned()
}

/// Returns the binary of a flow's function: as `make binaries` builds it for tests or, where
/// `AS_DEPLOYED` is set, as `make build` leaves it for Lambda.
///
/// # Panics
/// It was not built.
pub fn of(name: &str) -> PathBuf {
    let (found, how) = if std::env::var_os("AS_DEPLOYED").is_some() {
        // SAM's own copy is what is deployed; SAM has no copy of binaries that only tests use.
        let by_sam = Template::of_this_product()
            .expect("the template")
            .function(name)
            .map(|function| Path::new(".aws-sam/build").join(&function.logical_id));
        let folder = by_sam.unwrap_or_else(|| Path::new("target/lambda").join(name));
        // Tests run in the folder of their crate.
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        (workspace.join(folder).join("bootstrap"), "build")
    } else {
        (beside().join("../lambda-test").join(name), "binaries")
    };
    assert!(found.exists(), "{}: make {how}", found.display());
    found
}

/// The names of all functions of the product.
pub fn all() -> Vec<String> {
    let flows = vestibule_local::registry::flows();
    flows.iter().map(|flow| flow.name.to_owned()).collect()
}
