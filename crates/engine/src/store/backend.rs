//! The interface of a storage: the browser, the page's memory, a host page, or a test that fails on purpose. The store
//! calls it; the app and the tests implement it.

/// Why something was not stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageError {
    /// There is no such storage here, or it is forbidden.
    Forbidden,
    /// No room is left.
    Full,
    /// The write threw, or reading it back gave another text.
    Refused,
}

/// Where a backend stores its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageKind {
    Browser,
    /// The page's memory: everything is lost with the page.
    Memory,
    /// The page that this one is embedded in.
    Host,
}

/// Stores texts by key, in two layers. The fast layer answers at once and reaches the disk up to a minute later; the
/// durable layer answers later, once the text is on the disk. Either may be missing.
pub trait Backend {
    /// Where this backend stores its texts.
    fn kind(&self) -> StorageKind;
    /// The text under a key of the fast layer.
    fn get(&self, key: &str) -> Result<Option<String>, StorageError>;
    /// Replaces the text under a key of the fast layer; on an error the old text is still there.
    fn set(&self, key: &str, text: &str) -> Result<(), StorageError>;
    /// Removes a key of the fast layer, if it is there.
    fn remove(&self, key: &str);
    /// Starts to write a text into the durable layer, or to remove it with `None`. The backend later reports the result
    /// with the same ticket. False when there is no durable layer; then no report follows.
    fn put(&self, key: &str, text: Option<&str>, ticket: u64) -> bool;
}
