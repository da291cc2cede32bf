//! Writes the extract of a release that the repository holds, for `regions`, so that a test of the content can compare
//! the table without the wheel.

use super::release::{Regions, DECIDED, EXTRACT};
use super::sheet::Sheet;
use crate::Result;

/// The extract's text: the release in a comment, then the codes and the columns that the release decides.
pub fn text(regions: &Regions, release: &str) -> Result<String> {
    let row = |code: &str, values: [&str; 4]| [code].into_iter().chain(values).map(str::to_owned).collect();
    let mut sheet = Sheet::new(EXTRACT, row("code", DECIDED));
    for (code, region) in regions {
        sheet.rows.push(row(code, DECIDED.map(|column| region.value(column))));
    }
    Ok(format!("# botocore {release}, written by cargo xtask regions\n{}", sheet.text()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regions::release::Region;

    #[test]
    fn the_extract_names_its_release() {
        let region = Region { name: "Sea, of Cold".into(), partition: "moon".into(), dms: true, fips: false };
        let wanted = "# botocore 2.0 (2026-02-01), written by cargo xtask regions\n\
            code,name,partition,dms,fips\n\
            sea-1,\"Sea, of Cold\",moon,yes,no\n";
        let regions = Regions::from([("sea-1".to_owned(), region)]);
        assert_eq!(text(&regions, "2.0 (2026-02-01)").as_deref(), Ok(wanted));
    }
}
