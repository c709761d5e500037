//! Makes the registry of flows from this crate's own dependencies, so that a new flow is one line.

use std::fmt::Write;

const FLOWS: &str = "../../functions/";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=Cargo.toml");
    let manifest = std::fs::read_to_string("Cargo.toml")?;
    let mut list = "vec![".to_owned();
    for line in manifest.lines().filter(|line| line.contains(FLOWS)) {
        let (name, _) =
            line.split_once(" = ").ok_or("a flow's line reads `name = { path = … }`")?;
        write!(list, "{}::flow(),", name.replace('-', "_"))?;
    }
    list.push(']');
    let out = std::env::var("OUT_DIR")?;
    std::fs::write(std::path::Path::new(&out).join("flows.rs"), list)?;
    Ok(())
}
