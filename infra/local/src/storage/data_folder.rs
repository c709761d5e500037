//! The one folder that the runner writes to.
//!
//! A marker file shows that the folder is the runner's own; without it, the runner changes nothing
//! in the folder. A lock that ends with the process keeps a second runner out, however the first
//! one ended. Only its owner may read the folder: the inbox has PINs and links.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::FileError;
use crate::account::randomness::{self, RandomnessError};

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

/// Marks that the demo firm is complete.
pub const DEMO_MADE: &str = "demo.made";

/// What `--fresh` deletes. The lock stays: it is held during the deletion.
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

/// The data folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Another runner uses it.
    #[error("The data folder {} is in use by another runner. Stop that one, or choose another folder with --data.", folder.display())]
    InUse {
        /// The folder.
        folder: PathBuf,
    },
    /// It holds something else's files.
    #[error("The folder {} holds files that are not the runner's. Choose another with --data.", folder.display())]
    NotOurs {
        /// The folder.
        folder: PathBuf,
    },
    /// A file in it cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file in it has an invalid form.
    #[error("{} is damaged: {reason}. Start again with --fresh.", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// No key can be made.
    #[error(transparent)]
    Randomness(#[from] RandomnessError),
}

/// What to do with data of earlier runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EarlierRuns {
    /// Use it.
    Keep,
    /// Delete it.
    Delete,
}

/// The data folder, locked by this process until this is dropped.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    /// Locked; closing it unlocks.
    _lock: File,
}

impl DataFolder {
    /// Creates or takes over the folder, and deletes data of earlier runs if requested.
    ///
    /// # Errors
    /// The folder has other files, is in use, or cannot be written.
    pub fn open(path: &Path, earlier: EarlierRuns) -> Result<Self, FolderError> {
        let path = path.to_owned();
        claim(&path)?;
        let lock = lock(&path)?;
        if earlier == EarlierRuns::Delete {
            for name in MADE_HERE {
                let made = path.join(name);
                if let Err(error) = fs::remove_file(&made)
                    && error.kind() != io::ErrorKind::NotFound
                {
                    return Err(FileError::of(made)(error).into());
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

    /// The file with every e-mail and text.
    #[must_use]
    pub fn inbox(&self) -> PathBuf {
        self.path.join(INBOX)
    }

    /// The log.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.path.join(LOG)
    }

    /// The certificate of this start, if TLS is on.
    #[must_use]
    pub fn certificate(&self) -> PathBuf {
        self.path.join(CERTIFICATE)
    }

    /// The endpoints file of a running runner, for programs.
    #[must_use]
    pub fn endpoints(&self) -> PathBuf {
        self.path.join(ENDPOINTS)
    }

    /// The key under which the local KMS wraps data keys; generated at the first start.
    ///
    /// # Errors
    /// The file cannot be read or written, is damaged, or there is no randomness.
    pub fn master_key(&self) -> Result<Zeroizing<[u8; 32]>, FolderError> {
        let path = self.path.join(MASTER_KEY);
        match fs::read(&path).map(Zeroizing::new) {
            Ok(kept) => {
                kept.as_slice().try_into().map(Zeroizing::new).map_err(|_| FolderError::Damaged {
                    path,
                    reason: format!("it has {} bytes instead of 32", kept.len()),
                })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut key = Zeroizing::new([0; 32]);
                randomness::fill(key.as_mut_slice())?;
                keep_secret(&path, key.as_slice()).map_err(FileError::of(path))?;
                Ok(key)
            }
            Err(error) => Err(FileError::of(path)(error).into()),
        }
    }
}

/// Creates the folder with its marker, or checks the marker.
fn claim(path: &Path) -> Result<(), FolderError> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(FileError::of(path))?;
    let marker = path.join(MARKER);
    if marker.is_file() {
        return Ok(());
    }
    let mut entries = fs::read_dir(path).map_err(FileError::of(path))?;
    if entries.next().is_some() {
        return Err(FolderError::NotOurs { folder: path.to_owned() });
    }
    fs::write(&marker, MARKER_TEXT).map_err(FileError::of(marker))?;
    Ok(())
}

fn lock(folder: &Path) -> Result<File, FolderError> {
    let path = folder.join(LOCK);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(FileError::of(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(FolderError::InUse { folder: folder.to_owned() }),
        Err(TryLockError::Error(error)) => Err(FileError::of(path)(error).into()),
    }
}

/// Writes a secret so that a crash leaves all of it or none, readable only by its owner.
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
    use crate::storage::temporary_folder::TemporaryFolder;
    use std::os::unix::fs::PermissionsExt;

    fn open(folder: &TemporaryFolder, earlier: EarlierRuns) -> Result<DataFolder, FolderError> {
        DataFolder::open(&folder.path().join("data"), earlier)
    }

    #[test]
    fn a_second_runner_is_kept_out_until_the_first_ends() {
        let folder = TemporaryFolder::new();
        let first = open(&folder, EarlierRuns::Keep).unwrap();
        assert!(matches!(open(&folder, EarlierRuns::Keep), Err(FolderError::InUse { .. })));
        assert!(matches!(open(&folder, EarlierRuns::Delete), Err(FolderError::InUse { .. })));
        drop(first);
        open(&folder, EarlierRuns::Keep).unwrap();
    }

    #[test]
    fn a_folder_without_the_marker_is_left_alone() {
        let folder = TemporaryFolder::new();
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        fs::write(data.join(INBOX), "somebody's").unwrap();
        assert!(matches!(open(&folder, EarlierRuns::Delete), Err(FolderError::NotOurs { .. })));
        assert_eq!(fs::read_to_string(data.join(INBOX)).unwrap(), "somebody's");
        assert!(!data.join(LOCK).exists());
    }

    #[test]
    fn fresh_deletes_only_what_the_runner_wrote() {
        let folder = TemporaryFolder::new();
        let opened = open(&folder, EarlierRuns::Keep).unwrap();
        fs::write(opened.inbox(), "old").unwrap();
        fs::write(opened.path.join("notes.txt"), "mine").unwrap();
        drop(opened);
        let opened = open(&folder, EarlierRuns::Delete).unwrap();
        assert!(!opened.inbox().exists());
        assert!(opened.path.join("notes.txt").exists());
    }

    #[test]
    fn the_master_key_stays_the_same_and_is_private() {
        let folder = TemporaryFolder::new();
        let opened = open(&folder, EarlierRuns::Keep).unwrap();
        let key = opened.master_key().unwrap();
        assert_eq!(*opened.master_key().unwrap(), *key);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&opened.path.join(MASTER_KEY)), 0o600);
        assert_eq!(mode(&opened.path), 0o700);
        fs::write(opened.path.join(MASTER_KEY), "short").unwrap();
        assert!(matches!(opened.master_key(), Err(FolderError::Damaged { .. })));
    }
}
