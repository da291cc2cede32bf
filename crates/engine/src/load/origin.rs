//! Finds the file that each row came from. The merged JSON lists the files of each table with their number of rows. The
//! loader calls it, so that an error names file and row.

use serde_json::Value;

/// File and row, counted from 1, of the `index`th row of `table`.
pub(super) fn origin(root: &Value, table: &str, index: usize) -> (String, usize) {
    let mut before = 0;
    let files = root.get("files").and_then(|files| files.get(table)).and_then(Value::as_array);
    for entry in files.into_iter().flatten() {
        let name = entry.get(0).and_then(Value::as_str).unwrap_or("content");
        let count = entry.get(1).and_then(Value::as_u64).unwrap_or(0) as usize;
        if index < before + count {
            return (name.to_owned(), index - before + 1);
        }
        before += count;
    }
    (format!("content.json, {table}"), index + 1)
}
