//! The files: each a classic script that hands its data to one function, in UTF-16 with a byte order mark, so that neither `file://`
//! nor a server's wrong charset spoils it.
//!
//! A string comes in as UTF-16 units; what a script may not hold raw goes out escaped. The page's engine defines the function.

use std::sync::Arc;

use serde_json::Value;

/// A file of the index: its path below the site's root, its bytes.
#[derive(Clone, Debug)]
pub struct File {
    /// `search/k/3f2a.js`.
    pub path: String,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

/// A part of a shard's data.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    /// Text, to be escaped.
    Text(&'a [u16]),
    /// JSON without any character beyond ASCII that a script may not hold.
    Json(&'a str),
}

/// A shard and the two units of text that are its digest.
pub(super) struct Shard {
    pub(super) file: File,
    pub(super) digest: [u16; 2],
}

/// Makes a shard: `sihao.shard("k/3f2a","一丁",…)`.
pub(super) fn shard(name: &str, parts: &[Part<'_>]) -> Shard {
    let mut data: Vec<u16> = Vec::new();
    for part in parts {
        data.push(u16::from(b','));
        match part {
            Part::Text(units) => quote(units, &mut data),
            Part::Json(json) => data.extend(json.encode_utf16()),
        }
    }
    data.extend(")\n".encode_utf16());
    let digest = digest(&data);
    let head = format!(
        "\u{feff}sihao.shard(\"{name}\",\"{}\"",
        String::from_utf16_lossy(&digest)
    );
    let mut bytes = Vec::with_capacity((head.len() + data.len()) * 2);
    for unit in head.encode_utf16().chain(data) {
        bytes.extend_from_slice(&unit.to_le_bytes());
    }
    Shard {
        file: File {
            path: format!("search/{name}.js"),
            bytes: bytes.into(),
        },
        digest,
    }
}

/// A file that holds what others do as well.
pub(super) fn join(first: File, others: &[File]) -> File {
    let mut bytes = first.bytes.to_vec();
    for other in others {
        // Without the mark.
        bytes.extend_from_slice(other.bytes.get(2..).unwrap_or_default());
    }
    File {
        path: first.path,
        bytes: bytes.into(),
    }
}

/// The scripts that read all others; they stand beside them, since they belong to their format. `reader.js` is loaded with the first
/// search, `suggest.js` with the first suggestion.
pub fn scripts() -> [File; 2] {
    let reader = [
        include_str!("reader.js"),
        include_str!("directory.js"),
        include_str!("lists.js"),
        include_str!("answer.js"),
        include_str!("results.js"),
    ];
    [
        bare("search/reader.js", &reader),
        bare("search/suggest.js", &[include_str!("suggest.js")]),
    ]
}

/// Texts one after another, without indents and comments.
fn bare(path: &str, texts: &[&str]) -> File {
    let lines = texts.iter().flat_map(|text| text.lines()).map(str::trim_start);
    // What only its authors read stays at home; no string of it holds a line's beginning.
    let lines = lines.filter(|line| {
        !line.is_empty() && !["//", "/**", "*"].iter().any(|comment| line.starts_with(comment))
    });
    let text = lines.fold(String::from('\u{feff}'), |text, line| text + line + "\n");
    File {
        path: path.to_owned(),
        bytes: text.into_bytes().into(),
    }
}

/// JSON as a script of any age takes it.
pub(super) fn escape(value: &Value) -> String {
    let text = value.to_string();
    text.replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
        .replace('\u{feff}', "\\ufeff")
}

/// Thirty bits of a digest, as text. It tells one build's file from another's; nobody is kept out by it, so it may be a fast one: each
/// step can be undone, so that two texts that differ in one place never meet before the last cut.
pub(super) fn digest(data: &[u16]) -> [u16; 2] {
    let mut hash = data.len() as u64;
    for units in data.chunks(4) {
        let word = units
            .iter()
            .fold(0, |word: u64, unit| word << 16 | u64::from(*unit));
        hash = (hash ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^= hash >> 32;
    }
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    let unit = |shift: u32| 0x4e00 + (hash >> shift & 0x7fff) as u16;
    [unit(49), unit(34)]
}

fn quote(units: &[u16], out: &mut Vec<u16>) {
    out.push(u16::from(b'"'));
    for &unit in units {
        match unit {
            0x22 | 0x5c => out.extend([0x5c, unit]),
            // U+0001 and U+0002 part blocks and pages; the others would end the string, or are no characters.
            1 | 2 => out.push(unit),
            0..=0x1f | 0x7f | 0x2028 | 0x2029 | 0xfeff | 0xfffe | 0xffff => {
                out.extend(format!("\\u{unit:04x}").encode_utf16());
            }
            _ => out.push(unit),
        }
    }
    out.push(u16::from(b'"'));
}

/// The name of a shard after the key that it begins with: any change elsewhere leaves it.
pub(super) fn name_of(key: &[u16]) -> String {
    let mut hash = 0x811c_9dc5_u32;
    for unit in key {
        for byte in unit.to_le_bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    format!("{hash:08x}")
}

/// A text as units.
pub(super) fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_tells_any_two_texts_apart_that_are_likely() {
        let mut seen = std::collections::BTreeSet::new();
        for length in 0..40 {
            for at in 0..length {
                let mut text = vec![0x5de5; length];
                text[at] = 0x4f5c;
                assert!(seen.insert(digest(&text)), "{length} {at}");
            }
        }
    }

    /// What is kept by a browser from before must not read the files of today.
    #[test]
    fn the_engine_names_the_reader_that_it_loads() {
        let all: Vec<u16> = scripts()
            .iter()
            .flat_map(|file| file.bytes.iter().map(|byte| u16::from(*byte)))
            .collect();
        let reader = digest(&all).map(|unit| format!("{unit:04x}")).concat();
        let engine = include_str!("../../theme/search-engine.js");
        assert!(
            engine.contains(&format!("const READER = \"{reader}\";")),
            "theme/search-engine.js must say: const READER = \"{reader}\";"
        );
    }

    #[test]
    fn a_file_is_utf_16_with_a_mark_and_ends_no_string_early() {
        let shard = shard(
            "x/0",
            &[
                Part::Text(&units("\"\\</script>\n\r\u{2028}\u{2029}__proto__")),
                Part::Json("[1]"),
            ],
        );
        let units: Vec<u16> = shard
            .file
            .bytes
            .chunks(2)
            .map(|b| u16::from_le_bytes([b[0], b[1]]))
            .collect();
        let text = String::from_utf16(&units).unwrap();
        let data = "\\\"\\\\</script>\\u000a\\u000d\\u2028\\u2029__proto__";
        let digest = String::from_utf16(&shard.digest).unwrap();
        assert_eq!(
            text,
            format!("\u{feff}sihao.shard(\"x/0\",\"{digest}\",\"{data}\",[1])\n")
        );
        assert_eq!(shard.file.path, "search/x/0.js");
    }
}
