//! Where the binaries are.

use std::path::{Path, PathBuf};
use vestibule_local::Template;

/// The folder that this test was built into, `target/<profile>`.
pub fn beside() -> PathBuf {
    let own = std::env::current_exe().expect("a test binary has a path");
    own.ancestors().nth(2).expect("target/<profile>/deps/<test>").to_owned()
}

/// The binary of a function, by the name of the flow.
///
/// # Panics
/// It was not built.
pub fn of(name: &str) -> PathBuf {
    let found = match std::env::var_os("LAMBDA_BINARIES").map(PathBuf::from) {
        None => beside().join("../lambda-test").join(name),
        Some(folder) => {
            // Tests run in the folder of their crate; who names a folder stands in the workspace's.
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
            let by_sam = Template::of_this_product()
                .expect("the template")
                .function(name)
                .map(|function| folder.join(&function.logical_id).join("bootstrap"));
            by_sam.filter(|path| path.exists()).unwrap_or_else(|| folder.join(name))
        }
    };
    assert!(found.exists(), "{}: make binaries PROFILE=lambda-test", found.display());
    found
}

/// The names of all functions of the product.
pub fn all() -> Vec<String> {
    let flows = vestibule_local::registry::flows();
    flows.iter().map(|flow| flow.name.to_owned()).collect()
}
