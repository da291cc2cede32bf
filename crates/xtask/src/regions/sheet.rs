//! Reads and writes a CSV file with a header, for the other modules of `regions`: cells by name of column, rows in order.

use crate::Result;

#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    file: String,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// A sheet without rows.
    pub fn new(file: &str, header: Vec<String>) -> Self {
        Self { file: file.to_owned(), header, rows: Vec::new() }
    }

    /// Reads the text of `file`.
    pub fn parse(file: &str, text: &str) -> Result<Self> {
        let mut rows = Vec::new();
        for row in csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes()).records() {
            let row = row.map_err(|error| format!("{file}: {error}."))?;
            rows.push(row.iter().map(str::to_owned).collect::<Vec<_>>());
        }
        let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Ok(Self { rows, ..Self::new(file, header) })
    }

    /// The text, quoted only where it must be, so that rows that did not change stay the same bytes.
    pub fn text(&self) -> Result<String> {
        let failed = |error: &dyn std::fmt::Display| format!("{}: {error}.", self.file);
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in [&self.header].into_iter().chain(&self.rows) {
            writer.write_record(row).map_err(|error| failed(&error))?;
        }
        let bytes = writer.into_inner().map_err(|error| failed(&error))?;
        String::from_utf8(bytes).map_err(|error| failed(&error))
    }

    /// The index of a column.
    pub fn column(&self, name: &str) -> Result<usize> {
        let index = self.header.iter().position(|column| column == name);
        index.ok_or_else(|| format!("{} has no column `{name}`.", self.file))
    }
}
