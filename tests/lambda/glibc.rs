//! The binaries run on Amazon Linux 2023: they need no glibc symbol newer than its 2.34, and no
//! library that it lacks.

use crate::binaries;
use object::Endianness;
use object::elf::DT_NEEDED;
use object::read::elf::ElfFile64;
use std::collections::BTreeSet;

/// The version in Amazon Linux 2023.
const NEWEST: (u32, u32) = (2, 34);
/// Libraries of `provided.al2023`; those merged into glibc still exist, but are empty.
const THERE: [&str; 7] = [
    "libc.so.6",
    "libdl.so.2",
    "libgcc_s.so.1",
    "libm.so.6",
    "libpthread.so.0",
    "ld-linux-x86-64.so.2",
    "ld-linux-aarch64.so.1",
];

/// The glibc versions and the libraries that a binary requires.
fn required_by(name: &str) -> (BTreeSet<(u32, u32)>, BTreeSet<String>) {
    let bytes = std::fs::read(binaries::of(name)).expect("a binary");
    let file = ElfFile64::<Endianness>::parse(&*bytes).expect("an ELF file");
    let (endian, sections) = (file.endian(), file.elf_section_table());
    let mut versions = BTreeSet::new();
    let (mut needs, link) =
        sections.gnu_verneed(endian, &*bytes).expect("versions").expect("the binary requires some");
    let strings = sections.strings(endian, &*bytes, link).expect("names");
    while let Some((_, mut of_library)) = needs.next().expect("a library") {
        while let Some(version) = of_library.next().expect("a version") {
            let name = version.name(endian, strings).expect("a name");
            let name = std::str::from_utf8(name).expect("a name");
            if let Some(number) = name.strip_prefix("GLIBC_") {
                let mut parts = number.split('.').map(|part| part.parse().expect("a number"));
                versions.insert((parts.next().expect("a number"), parts.next().unwrap_or(0)));
            }
        }
    }
    let dynamic = sections.dynamic_table(endian, &*bytes).expect("a dynamic section");
    let needed = dynamic.iter().filter(|entry| entry.tag == DT_NEEDED);
    let libraries = needed.map(|entry| {
        String::from_utf8(dynamic.string(entry).expect("a name").to_vec()).expect("a name")
    });
    (versions, libraries.collect())
}

#[test]
fn every_binary_runs_on_amazon_linux_2023() {
    for name in binaries::all() {
        let (versions, libraries) = required_by(&name);
        assert!(!versions.is_empty() && !libraries.is_empty());
        let newest = versions.last().expect("a version");
        assert!(*newest <= NEWEST, "{name} requires glibc {}.{}", newest.0, newest.1);
        let missing: Vec<_> =
            libraries.iter().filter(|library| !THERE.contains(&library.as_str())).collect();
        assert!(missing.is_empty(), "{name} asks for {missing:?}");
    }
}
