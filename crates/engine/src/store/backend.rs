//! What stores texts: a browser, the page's own memory, a host page, or a test that fails where it likes.

/// Why something was not stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageError {
    /// There is no such storage here, or it is forbidden.
    Forbidden,
    /// No room is left.
    Full,
    /// It threw, or what was read back is not what was written.
    Refused,
}

/// Where a backend keeps what it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageKind {
    Browser,
    /// Memory: everything ends with the page.
    Memory,
    /// The page that this one is embedded in.
    Host,
}

/// A store of texts by key, in two layers. The quick layer answers at once and reaches the disk up to a minute later;
/// the lasting layer answers later and has then reached the disk. Either may be missing.
pub trait Backend {
    fn kind(&self) -> StorageKind;
    /// The text under a key of the quick layer.
    fn get(&self, key: &str) -> Result<Option<String>, StorageError>;
    /// Replaces the text under a key of the quick layer; on an error the old text is still there.
    fn set(&self, key: &str, text: &str) -> Result<(), StorageError>;
    fn remove(&self, key: &str);
    /// Starts to write a text into the lasting layer, or to remove it with `None`. Whoever asked is told later, with
    /// the same ticket. False when there is no such layer: nobody is told then.
    fn put(&self, key: &str, text: Option<&str>, ticket: u64) -> bool;
}
