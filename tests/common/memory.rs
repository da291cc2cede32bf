//! A storage in memory, without a durable layer. The tests of `update` and the fuzz targets store plans in it.

use preflight_engine::store::{Backend, StorageError, StorageKind};
use std::cell::RefCell;
use std::collections::BTreeMap;

#[derive(Default)]
pub struct Memory(pub RefCell<BTreeMap<String, String>>);

impl Backend for Memory {
    fn kind(&self) -> StorageKind {
        StorageKind::Browser
    }

    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        Ok(self.0.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StorageError> {
        self.0.borrow_mut().insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) {
        self.0.borrow_mut().remove(key);
    }

    fn put(&self, _: &str, _: Option<&str>, _: u64) -> bool {
        false
    }
}
