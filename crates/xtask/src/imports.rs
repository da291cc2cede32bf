//! Gives the functions that the page imports short names, in the WebAssembly and in its glue alike: each of a hundred
//! names ends with sixteen digits of a hash, which nothing compresses.

use crate::Outcome;

/// The import section's number.
const IMPORTS: u8 = 2;

/// WebAssembly and glue with the same short names.
pub fn shorten(wasm: &[u8], glue: &str) -> Outcome<(Vec<u8>, String)> {
    let mut read = Read { bytes: wasm, at: 8 };
    let (mut out, mut glue) = (wasm.get(..8).unwrap_or_default().to_vec(), glue.to_owned());
    while read.at < wasm.len() {
        let section = read.byte()?;
        let length = read.number()?;
        let body = read.take(length)?;
        let body = if section == IMPORTS { renamed(body, &mut glue)? } else { body.to_vec() };
        out.push(section);
        number(&mut out, body.len());
        out.extend(body);
    }
    Ok((out, glue))
}

/// The import section with short names; the glue gets the same.
fn renamed(section: &[u8], glue: &mut String) -> Outcome<Vec<u8>> {
    let mut read = Read { bytes: section, at: 0 };
    let count = read.number()?;
    let mut out = Vec::new();
    number(&mut out, count);
    for place in 0..count {
        let module = read.name()?;
        let name = read.name()?;
        let kind = read.byte()?;
        if kind != 0 {
            return Err(format!("The page imports \"{name}\", which is no function."));
        }
        let of = read.number()?;
        let short = format!("i{place}");
        let written = format!(" {name}: ");
        if glue.matches(&written).count() != 1 {
            return Err(format!("The glue does not name the import \"{name}\" exactly once."));
        }
        *glue = glue.replacen(&written, &format!(" {short}: "), 1);
        for text in [&module, &short] {
            number(&mut out, text.len());
            out.extend(text.bytes());
        }
        out.push(kind);
        number(&mut out, of);
    }
    Ok(out)
}

struct Read<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Read<'a> {
    fn take(&mut self, length: usize) -> Outcome<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at + length).ok_or("The WebAssembly ends too early.")?;
        self.at += length;
        Ok(taken)
    }

    fn byte(&mut self) -> Outcome<u8> {
        Ok(self.take(1)?[0])
    }

    /// An unsigned number of seven bits a byte, the lowest first.
    fn number(&mut self) -> Outcome<usize> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            value |= usize::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                return Ok(value);
            }
        }
    }

    fn name(&mut self) -> Outcome<String> {
        let length = self.number()?;
        String::from_utf8(self.take(length)?.to_vec()).map_err(|_| "A name in the WebAssembly is no text.".to_owned())
    }
}

fn number(out: &mut Vec<u8>, mut value: usize) {
    while value > 127 {
        out.push((value & 127) as u8 | 128);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn imports_get_the_same_short_names_on_both_sides() {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        let section = [&[1, 3][..], b"mod", &[5], b"f_1a2", &[0, 7]].concat();
        wasm.extend([2, section.len() as u8]);
        wasm.extend(&section);
        wasm.extend([3, 2, 1, 7]);
        let (out, glue) = shorten(&wasm, "{\n  f_1a2: function() {}\n}").unwrap();
        assert_eq!(glue, "{\n  i0: function() {}\n}");
        assert_eq!(out[8..], [&[2, 10, 1, 3][..], b"mod", &[2], b"i0", &[0, 7], &[3, 2, 1, 7]].concat());
        assert!(shorten(&wasm, "nothing").is_err());
    }
}
