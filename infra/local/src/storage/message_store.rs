//! Every e-mail and text that was sent.
//!
//! A message is on disk before its sender gets the reply, so a runner killed at any moment loses
//! none: every acknowledged message can be read after the next start.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::FileError;

/// The channel of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// An e-mail.
    Email,
    /// A text.
    Sms,
}

/// A message as sent. Fields that the channel does not have are absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The id that its sender got.
    pub id: String,
    /// The channel.
    pub channel: Channel,
    /// When it was accepted.
    pub at: Timestamp,
    /// The recipient: an address or a number; several are separated by `, `.
    pub to: String,
    /// The sender's address, or a text's sender id.
    pub from: Option<String>,
    /// The reply address.
    pub reply_to: Option<String>,
    /// The subject.
    pub subject: Option<String>,
    /// The text, or an e-mail's plain part.
    pub text: Option<String>,
    /// An e-mail's HTML part.
    pub html: Option<String>,
    /// An e-mail's further headers, or a text's attributes.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
}

/// Which messages to return.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct MessageFilter {
    /// Only those for this address or number.
    pub to: Option<String>,
    /// Only those after the message of this id. For an unknown id: all.
    pub after: Option<String>,
}

/// The messages of earlier runs cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MessageStoreError {
    /// The file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// A line of it is not a message.
    #[error("{} is damaged: {reason}. Start again with --fresh.", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

/// All messages, oldest first. Clones share one store.
#[derive(Clone)]
pub struct MessageStore {
    contents: Arc<Contents>,
}

struct Contents {
    path: PathBuf,
    /// Held while a message is written and added, so both have one order.
    file: Mutex<File>,
    messages: RwLock<Vec<Arc<Message>>>,
}

impl Message {
    fn is_for(&self, address: &str) -> bool {
        self.to.split(", ").any(|to| to.eq_ignore_ascii_case(address))
    }
}

impl MessageStore {
    /// Opens the file with the messages of earlier runs.
    ///
    /// # Errors
    /// The file cannot be used, or has a line that is not a message. A truncated last line is not
    /// an error: that message's sender never got an acknowledgement.
    pub fn open(path: &Path) -> Result<Self, MessageStoreError> {
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)
            .map_err(FileError::of(path))?;
        let kept = io::read_to_string(&file).map_err(FileError::of(path))?;
        let whole = kept.rfind('\n').map_or(0, |end| end + 1);
        if whole < kept.len() {
            file.set_len(whole as u64).map_err(FileError::of(path))?;
        }
        file.seek(SeekFrom::End(0)).map_err(FileError::of(path))?;
        let messages = kept[..whole].lines().map(|line| serde_json::from_str(line).map(Arc::new));
        let messages = messages.collect::<Result<_, _>>().map_err(|error| {
            MessageStoreError::Damaged { path: path.to_owned(), reason: error.to_string() }
        })?;
        let contents = Contents {
            path: path.to_owned(),
            file: Mutex::new(file),
            messages: RwLock::new(messages),
        };
        Ok(Self { contents: Arc::new(contents) })
    }

    /// Stores a message; when this returns, it is on disk.
    ///
    /// # Errors
    /// It could not be written, and is not stored.
    pub async fn keep(&self, message: Message) -> io::Result<()> {
        let contents = Arc::clone(&self.contents);
        tokio::task::spawn_blocking(move || contents.keep(message))
            .await
            .map_err(io::Error::other)?
    }

    /// The matching messages, oldest first.
    #[must_use]
    pub fn list(&self, wanted: &MessageFilter) -> Vec<Arc<Message>> {
        let messages = self.contents.messages.read().unwrap_or_else(PoisonError::into_inner);
        let after = wanted.after.as_deref();
        let first = after
            .and_then(|id| messages.iter().position(|message| message.id == id))
            .map_or(0, |at| at + 1);
        let to = wanted.to.as_deref();
        messages[first..]
            .iter()
            .filter(|message| to.is_none_or(|to| message.is_for(to)))
            .cloned()
            .collect()
    }

    /// The message of that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Arc<Message>> {
        let messages = self.contents.messages.read().unwrap_or_else(PoisonError::into_inner);
        messages.iter().rfind(|message| message.id == id).cloned()
    }
}

impl Contents {
    fn keep(&self, message: Message) -> io::Result<()> {
        let mut line = serde_json::to_vec(&message)?;
        line.push(b'\n');
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let before = file.stream_position()?;
        if let Err(error) = write_through(&mut file, &line) {
            // Half a line must not remain before the next message.
            tracing::error!(path = %self.path.display(), %error, "cannot keep a message");
            file.set_len(before)?;
            file.seek(SeekFrom::Start(before))?;
            return Err(error);
        }
        self.messages.write().unwrap_or_else(PoisonError::into_inner).push(Arc::new(message));
        Ok(())
    }
}

fn write_through(file: &mut MutexGuard<'_, File>, line: &[u8]) -> io::Result<()> {
    file.write_all(line)?;
    file.sync_data()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::ids::fresh_id;
    use crate::storage::temporary_folder::TemporaryFolder;

    fn text(to: &str) -> Message {
        Message {
            id: fresh_id(),
            channel: Channel::Sms,
            at: Timestamp::now(),
            to: to.to_owned(),
            from: None,
            reply_to: None,
            subject: None,
            text: Some("Your PIN is on\nits way".to_owned()),
            html: None,
            headers: BTreeMap::new(),
        }
    }

    #[tokio::test]
    async fn messages_survive_a_restart() {
        let folder = TemporaryFolder::new();
        let path = folder.path().join("inbox.jsonl");
        let message = text("+447700900123");
        MessageStore::open(&path).unwrap().keep(message.clone()).await.unwrap();
        assert_eq!(
            MessageStore::open(&path).unwrap().list(&MessageFilter::default()),
            [Arc::new(message)]
        );
    }

    #[tokio::test]
    async fn a_truncated_line_is_dropped_and_overwritten() {
        let folder = TemporaryFolder::new();
        let path = folder.path().join("inbox.jsonl");
        let (first, second) = (text("+447700900123"), text("+447700900124"));
        MessageStore::open(&path).unwrap().keep(first.clone()).await.unwrap();
        OpenOptions::new().append(true).open(&path).unwrap().write_all(b"{\"id\": \"half").unwrap();
        let inbox = MessageStore::open(&path).unwrap();
        inbox.keep(second.clone()).await.unwrap();
        drop(inbox);
        let kept = MessageStore::open(&path).unwrap().list(&MessageFilter::default());
        assert_eq!(kept, [Arc::new(first), Arc::new(second)]);
    }

    #[test]
    fn a_complete_invalid_line_is_reported() {
        let folder = TemporaryFolder::new();
        let path = folder.path().join("inbox.jsonl");
        std::fs::write(&path, "nonsense\n").unwrap();
        assert!(matches!(MessageStore::open(&path), Err(MessageStoreError::Damaged { .. })));
    }

    #[tokio::test]
    async fn messages_are_found_by_recipient_and_by_predecessor() {
        let folder = TemporaryFolder::new();
        let inbox = MessageStore::open(&folder.path().join("inbox.jsonl")).unwrap();
        let messages = [text("ann@example.com"), text("bob@example.com"), text("Ann@example.com")];
        for message in &messages {
            inbox.keep(message.clone()).await.unwrap();
        }
        let ids = |wanted: MessageFilter| {
            inbox.list(&wanted).iter().map(|message| message.id.clone()).collect::<Vec<_>>()
        };
        let of_ann = MessageFilter { to: Some("ann@example.com".to_owned()), after: None };
        assert_eq!(ids(of_ann.clone()), [messages[0].id.clone(), messages[2].id.clone()]);
        let since = MessageFilter { after: Some(messages[0].id.clone()), ..of_ann };
        assert_eq!(ids(since), [messages[2].id.clone()]);
        assert_eq!(inbox.find(&messages[1].id).unwrap().to, "bob@example.com");
    }
}
