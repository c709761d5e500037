//! The one folder that the runner writes to.
//!
//! A marker file says that the folder is the runner's own; without it, nothing in the folder
//! is touched. A lock that ends with the process keeps a second runner out, however the first
//! one ended. Only its owner may read the folder: PINs and links lie in the inbox.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::account::randomness;
use crate::options::Options;
use crate::start_error::StartError;

const MARKER: &str = "made-by-vestibule";
const MARKER_TEXT: &str =
    "This folder is made by the Vestibule runner; `--fresh` deletes what it wrote here.\n";
const LOCK: &str = "lock";
const DATABASE: &str = "dynamodb.sqlite";
const INBOX: &str = "inbox.jsonl";
const MASTER_KEY: &str = "kms-master-key";
const LOG: &str = "log.jsonl";
const CERTIFICATE: &str = "certificate.pem";
const ENDPOINTS: &str = "endpoints.json";

/// That the demo firm is complete.
pub const DEMO_MADE: &str = "demo.made";

/// What `--fresh` deletes. The lock stays: it is held while the rest goes.
const MADE_HERE: [&str; 11] = [
    DATABASE,
    "dynamodb.sqlite-wal",
    "dynamodb.sqlite-shm",
    INBOX,
    MASTER_KEY,
    "kms-master-key.unfinished",
    LOG,
    CERTIFICATE,
    ENDPOINTS,
    DEMO_MADE,
    "endpoints.unfinished",
];

/// The data folder, held by this process until this is dropped.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    /// Locked; closing it unlocks.
    _lock: File,
}

impl DataFolder {
    /// Makes or takes over the folder, and empties it of earlier runs if that was asked for.
    ///
    /// # Errors
    /// The folder holds something else's files, is in use, or cannot be written.
    pub fn open(options: &Options) -> Result<Self, StartError> {
        let path = options.data.clone();
        claim(&path)?;
        let lock = lock(&path)?;
        if options.fresh {
            for name in MADE_HERE {
                let made = path.join(name);
                if let Err(fault) = fs::remove_file(&made)
                    && fault.kind() != io::ErrorKind::NotFound
                {
                    return Err(StartError::file(made)(fault));
                }
            }
        }
        Ok(Self { path, _lock: lock })
    }

    /// The file of the embedded database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.path.join(DATABASE)
    }

    /// The file that keeps every e-mail and text.
    #[must_use]
    pub fn inbox(&self) -> PathBuf {
        self.path.join(INBOX)
    }

    /// The log.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.path.join(LOG)
    }

    /// The certificate of this start, where TLS is spoken.
    #[must_use]
    pub fn certificate(&self) -> PathBuf {
        self.path.join(CERTIFICATE)
    }

    /// While the runner runs: where it listens, for programs.
    #[must_use]
    pub fn endpoints(&self) -> PathBuf {
        self.path.join(ENDPOINTS)
    }

    /// The key under which the local KMS wraps data keys; made at the first start.
    ///
    /// # Errors
    /// The file cannot be read or written, is damaged, or there is no randomness.
    pub fn master_key(&self) -> Result<Zeroizing<[u8; 32]>, StartError> {
        let path = self.path.join(MASTER_KEY);
        match fs::read(&path).map(Zeroizing::new) {
            Ok(kept) => {
                kept.as_slice().try_into().map(Zeroizing::new).map_err(|_| StartError::Damaged {
                    path,
                    reason: format!("it has {} bytes instead of 32", kept.len()),
                })
            }
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
                let mut key = Zeroizing::new([0; 32]);
                randomness::fill(key.as_mut_slice())?;
                keep_secret(&path, key.as_slice()).map_err(StartError::file(path))?;
                Ok(key)
            }
            Err(fault) => Err(StartError::file(path)(fault)),
        }
    }
}

/// Makes the folder with its marker, or sees that the marker is there.
fn claim(path: &Path) -> Result<(), StartError> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(StartError::file(path))?;
    let marker = path.join(MARKER);
    if marker.is_file() {
        return Ok(());
    }
    let mut entries = fs::read_dir(path).map_err(StartError::file(path))?;
    if entries.next().is_some() {
        return Err(StartError::FolderNotOurs { folder: path.to_owned() });
    }
    fs::write(&marker, MARKER_TEXT).map_err(StartError::file(marker))
}

fn lock(folder: &Path) -> Result<File, StartError> {
    let path = folder.join(LOCK);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(StartError::file(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StartError::FolderInUse { folder: folder.to_owned() }),
        Err(TryLockError::Error(fault)) => Err(StartError::file(path)(fault)),
    }
}

/// Writes a secret so that a crash leaves either all of it or none, readable by its owner only.
fn keep_secret(path: &Path, secret: &[u8]) -> io::Result<()> {
    let unfinished = path.with_extension("unfinished");
    let mut file =
        OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&unfinished)?;
    file.write_all(secret)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::TemporaryFolder;
    use std::os::unix::fs::PermissionsExt;

    fn options(folder: &TemporaryFolder) -> Options {
        Options { data: folder.path().join("data"), ..Options::default() }
    }

    #[test]
    fn a_second_runner_is_kept_out_until_the_first_ends() {
        let folder = TemporaryFolder::new();
        let first = DataFolder::open(&options(&folder)).unwrap();
        assert!(matches!(DataFolder::open(&options(&folder)), Err(StartError::FolderInUse { .. })));
        let fresh = Options { fresh: true, ..options(&folder) };
        assert!(matches!(DataFolder::open(&fresh), Err(StartError::FolderInUse { .. })));
        drop(first);
        DataFolder::open(&options(&folder)).unwrap();
    }

    #[test]
    fn a_folder_without_the_marker_is_left_alone() {
        let folder = TemporaryFolder::new();
        let fresh = Options { fresh: true, ..options(&folder) };
        fs::create_dir(&fresh.data).unwrap();
        fs::write(fresh.data.join(INBOX), "somebody's").unwrap();
        assert!(matches!(DataFolder::open(&fresh), Err(StartError::FolderNotOurs { .. })));
        assert_eq!(fs::read_to_string(fresh.data.join(INBOX)).unwrap(), "somebody's");
        assert!(!fresh.data.join(LOCK).exists());
    }

    #[test]
    fn fresh_deletes_what_the_runner_made_and_nothing_else() {
        let folder = TemporaryFolder::new();
        let opened = DataFolder::open(&options(&folder)).unwrap();
        fs::write(opened.inbox(), "old").unwrap();
        fs::write(opened.path.join("notes.txt"), "mine").unwrap();
        drop(opened);
        let opened = DataFolder::open(&Options { fresh: true, ..options(&folder) }).unwrap();
        assert!(!opened.inbox().exists());
        assert!(opened.path.join("notes.txt").exists());
    }

    #[test]
    fn the_master_key_stays_the_same_and_is_its_owners_only() {
        let folder = TemporaryFolder::new();
        let opened = DataFolder::open(&options(&folder)).unwrap();
        let key = opened.master_key().unwrap();
        assert_eq!(*opened.master_key().unwrap(), *key);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&opened.path.join(MASTER_KEY)), 0o600);
        assert_eq!(mode(&opened.path), 0o700);
        fs::write(opened.path.join(MASTER_KEY), "short").unwrap();
        assert!(matches!(opened.master_key(), Err(StartError::Damaged { .. })));
    }
}
