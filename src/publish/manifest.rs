//! `sihao.json`: what programs may read (DESIGN.md §5), and at once the list of what sihao made and may delete.
//!
//! In: facts and digests, or the bytes of an earlier one. Out: the same bytes for the same facts. It believes no path that leads
//! out of the output, for what it lists is deleted.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

/// The name of the manifest.
pub(super) const NAME: &str = "sihao.json";
/// What a run that replaces file by file leaves until it is done: a manifest of the old and the new files.
pub(super) const JOURNAL: &str = ".sihao-journal";
/// Names that only this program uses within an output begin so.
pub(super) const OURS: &str = ".sihao-";

/// A SHA-256.
pub(super) type Digest = [u8; 32];

/// What an earlier run made.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// `public` or `internal`.
    pub(super) edition: String,
    /// The paths of its files, the manifest itself not among them.
    pub(super) files: BTreeSet<Box<str>>,
}

#[derive(serde::Deserialize)]
struct Raw {
    edition: String,
    files: BTreeMap<Box<str>, String>,
}

impl Manifest {
    /// Reads one; `None` if it is none of ours.
    pub(super) fn parse(bytes: &[u8]) -> Option<Manifest> {
        let raw: Raw = serde_json::from_slice(bytes).ok()?;
        if !raw.files.keys().all(|path| is_path(path)) {
            return None;
        }
        Some(Manifest {
            edition: raw.edition,
            files: raw.files.into_keys().collect(),
        })
    }
}

/// A path that a file of the output may have: relative, with `/`, and no name of our own.
pub(super) fn is_path(path: &str) -> bool {
    let foreign_sign = |c| c == '\0' || cfg!(windows) && matches!(c, '\\' | ':');
    path != NAME
        && !path.starts_with(OURS)
        && !path.contains(foreign_sign)
        && path.split('/').all(|name| !matches!(name, "" | "." | ".."))
}

/// The folders of these paths, each once, a folder before those in it.
pub(super) fn folders<'a>(paths: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for mut path in paths {
        while let Some((folder, _)) = path.rsplit_once('/') {
            if !found.insert(folder) {
                break;
            }
            path = folder;
        }
    }
    found
}

/// The bytes of a manifest: keys sorted, two spaces, a line end.
pub(super) fn render<'a>(
    facts: &Map<String, Value>,
    edition: &str,
    files: impl Iterator<Item = (&'a str, Digest)>,
) -> Vec<u8> {
    let mut entries: BTreeMap<&str, Entry<'_>> = facts
        .iter()
        .map(|(key, value)| (key.as_str(), Entry::Fact(value)))
        .collect();
    entries.insert("edition", Entry::Text(edition));
    entries.insert(
        "files",
        Entry::Files(files.map(|(path, digest)| (path, Hex(digest))).collect()),
    );
    // Strings and maps with string keys: there is nothing that could fail.
    let mut bytes = serde_json::to_vec_pretty(&entries).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
#[serde(untagged)]
enum Entry<'a> {
    Fact(&'a Value),
    Text(&'a str),
    Files(BTreeMap<&'a str, Hex>),
}

struct Hex(Digest);

impl Serialize for Hex {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits: String = self
            .0
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|nibble| char::from_digit(u32::from(nibble), 16))
            .collect();
        serializer.serialize_str(&digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_digests_are_hexadecimal() {
        let facts = Map::from_iter([
            ("version".to_owned(), Value::from("1")),
            ("as_of".to_owned(), Value::from("2026-03-05")),
        ]);
        let bytes = render(
            &facts,
            "public",
            [("b.html", [0xab; 32]), ("a.html", [1; 32])].into_iter(),
        );
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert_eq!(
            text,
            format!(
                "{{\n  \"as_of\": \"2026-03-05\",\n  \"edition\": \"public\",\n  \"files\": {{\n    \"a.html\": \"{}\",\n    \"b.html\": \"{}\"\n  }},\n  \"version\": \"1\"\n}}\n",
                "01".repeat(32),
                "ab".repeat(32)
            )
        );
        let manifest = Manifest::parse(&bytes).unwrap();
        assert_eq!(manifest.edition, "public");
        assert_eq!(manifest.files.len(), 2);
    }

    #[test]
    fn a_path_that_leads_out_is_not_believed() {
        for path in [
            "../x",
            "/etc/passwd",
            "a/../../x",
            "a//b",
            "",
            "a/.",
            "sihao.json",
            ".sihao-journal",
            "a\0",
        ] {
            assert!(!is_path(path), "{path}");
            let bytes =
                serde_json::to_vec(&serde_json::json!({ "edition": "public", "files": { path: "" } }))
                    .unwrap();
            assert_eq!(Manifest::parse(&bytes), None, "{path}");
        }
        for path in ["index.html", "a/b c/，。.html", "a/.well-known", "…/a"] {
            assert!(is_path(path), "{path}");
        }
    }

    #[test]
    fn what_is_not_ours_is_no_manifest() {
        for text in [
            "",
            "{",
            "[]",
            "{}",
            "{\"files\":{}}",
            "{\"edition\":\"public\",\"files\":[]}",
            "\u{feff}{}",
        ] {
            assert_eq!(Manifest::parse(text.as_bytes()), None, "{text}");
        }
    }
}
