//! An error in content: where it is, and what is wrong in one sentence. The loader reports them; tests, the command
//! line and the app show them.

/// One error. All errors of a load are reported together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ContentError {
    /// File inside the content folder.
    pub file: String,
    /// The row of the file, from 1; 0 when the error is not in a row.
    pub row: usize,
    /// The row's id, when it has one.
    pub id: String,
    /// The field concerned; empty when it is the row as a whole.
    pub field: String,
    pub message: String,
}

impl std::fmt::Display for ContentError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.file)?;
        if self.row > 0 {
            write!(f, ", row {}", self.row)?;
        }
        if !self.id.is_empty() {
            write!(f, " ({})", self.id)?;
        }
        if !self.field.is_empty() {
            write!(f, ", field {}", self.field)?;
        }
        write!(f, ": {}", self.message)
    }
}
