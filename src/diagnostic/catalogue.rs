//! The words of the program, in Chinese and English, from `locales/<language>/*.toml` (embedded).
//!
//! A file holds tables by code, and `[words]` for everything else:
//!
//! ```toml
//! ["front-matter/unknown-key"]
//! message = "不认识的字段“{key}”"
//! label = ["是不是想写 {suggestion}？", "可用的字段见 sihao explain"]   # the first whose values are all there
//! help = "…"                                                          # a string or such a list; may be left out
//! explain = """ … at length, with an example and its mend (Markdown, shown as it is) … """
//!
//! [words]
//! "shape.list" = "列表"
//! ```
//!
//! In JSON and on the terminal the same texts are used. A code without text is a test failure, never a run-time one; so is a file that
//! cannot be read. `{name}` is a value only where the braces hold a plain name: other braces stand for themselves.

use std::collections::BTreeMap;

use rust_embed::RustEmbed;

use super::{Argument, Diagnostic};

/// The longest value that a message repeats, in characters: more of it would hide the message.
const LONGEST_VALUE: usize = 300;

/// The files of `locales/`, whatever floors have put there.
#[derive(RustEmbed)]
#[folder = "locales/"]
#[include = "*.toml"]
struct Files;

/// The languages that the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// zh-CN; `zh` and `zh-Hans` are the same.
    Chinese,
    /// en.
    English,
}

/// The words of one language.
#[derive(Debug)]
pub struct Catalogue {
    language: Language,
    texts: BTreeMap<String, Texts>,
    words: BTreeMap<String, String>,
}

/// The texts of one code, values not yet filled in.
#[derive(Debug, Default)]
struct Texts {
    message: Vec<String>,
    label: Vec<String>,
    help: Vec<String>,
    explain: Option<String>,
}

/// What a diagnostic says, its values filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The message.
    pub message: String,
    /// What stands beside the carets.
    pub label: Option<String>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Catalogue {
    /// Parses the embedded files of a language.
    pub fn new(language: Language) -> Catalogue {
        let mut catalogue = Catalogue {
            language,
            texts: BTreeMap::new(),
            words: BTreeMap::new(),
        };
        let folder = match language {
            Language::Chinese => "zh-CN/",
            Language::English => "en/",
        };
        let mut files: Vec<_> = Files::iter().filter(|path| path.starts_with(folder)).collect();
        files.sort();
        for path in files {
            let Some(file) = Files::get(&path) else { continue };
            if let Ok(tables) = String::from_utf8_lossy(&file.data).parse::<toml::Table>() {
                catalogue.add(tables);
            }
        }
        catalogue
    }
    /// A catalogue of one text, for tests of what uses catalogues.
    #[cfg(test)]
    pub(super) fn from_text(language: Language, text: &str) -> Catalogue {
        let mut catalogue = Catalogue {
            language,
            texts: BTreeMap::new(),
            words: BTreeMap::new(),
        };
        catalogue.add(text.parse().unwrap());
        catalogue
    }
    fn add(&mut self, tables: toml::Table) {
        for (name, value) in tables {
            let toml::Value::Table(table) = value else {
                continue;
            };
            if name == "words" {
                let words = table
                    .into_iter()
                    .filter_map(|(key, word)| Some((key, word.as_str()?.to_owned())));
                self.words.extend(words);
                continue;
            }
            let texts = |key: &str| table.get(key).map(strings).unwrap_or_default();
            self.texts.insert(
                name,
                Texts {
                    message: texts("message"),
                    label: texts("label"),
                    help: texts("help"),
                    explain: texts("explain")
                        .into_iter()
                        .next()
                        .map(|text| format!("{}\n", text.trim())),
                },
            );
        }
    }
    /// Which language it is.
    pub fn language(&self) -> Language {
        self.language
    }
    /// The texts of a diagnostic. An unknown code gives the code itself as message.
    pub fn entry(&self, diagnostic: &Diagnostic) -> Entry {
        let Some(texts) = self.texts.get(diagnostic.code) else {
            return Entry {
                message: diagnostic.code.to_owned(),
                label: None,
                help: None,
            };
        };
        let values: Vec<(&str, String)> = diagnostic
            .arguments
            .iter()
            .map(|(name, value)| (*name, self.value(value)))
            .collect();
        let value = |name: &str| {
            values
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value.as_str())
        };
        let first = |texts: &[String]| texts.iter().find_map(|text| fill(text, &value, Missing::Refuse));
        let message = first(&texts.message)
            .or_else(|| fill(texts.message.first()?, &value, Missing::Keep))
            .unwrap_or_else(|| diagnostic.code.to_owned());
        Entry {
            message,
            label: first(&texts.label),
            help: first(&texts.help),
        }
    }
    fn value(&self, argument: &Argument) -> String {
        match argument {
            Argument::Text(text) => match text.char_indices().nth(LONGEST_VALUE) {
                Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
                None => text.clone(),
            },
            Argument::Word(key) => self.word(key, &[]),
            Argument::List(values) => {
                let comma = match self.language {
                    Language::Chinese => "、",
                    Language::English => ", ",
                };
                values
                    .iter()
                    .map(|value| self.value(value))
                    .collect::<Vec<_>>()
                    .join(comma)
            }
        }
    }
    /// The long explanation of a code.
    pub fn explain(&self, code: &str) -> Option<&str> {
        self.texts.get(code)?.explain.as_deref()
    }
    /// All codes, sorted.
    pub fn codes(&self) -> Vec<&str> {
        self.texts.keys().map(String::as_str).collect()
    }
    /// A word or phrase of `[words]`, with values filled in (`{name}`). A missing key gives the key itself.
    pub fn word(&self, key: &str, values: &[(&str, &str)]) -> String {
        let value = |name: &str| {
            values
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| *value)
        };
        self.words
            .get(key)
            .and_then(|text| fill(text, &value, Missing::Keep))
            .unwrap_or_else(|| key.to_owned())
    }
    /// `3 个错误，1 个警告`.
    pub fn sum(&self, errors: usize, warnings: usize) -> String {
        let (e, w) = (errors.to_string(), warnings.to_string());
        let key = match (errors, warnings) {
            (_, 0) => "sum.errors",
            (0, _) => "sum.warnings",
            _ => "sum.both",
        };
        self.word(key, &[("errors", &e), ("warnings", &w)])
    }
}

/// A string, or the strings of a list.
fn strings(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Array(list) => list
            .iter()
            .filter_map(|item| Some(item.as_str()?.to_owned()))
            .collect(),
        _ => Vec::new(),
    }
}

/// What becomes of a text that names a value which is not there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    /// The text is not used.
    Refuse,
    /// The name stays, braces and all.
    Keep,
}

/// Fills values in. What a value itself holds in braces is left alone.
fn fill<'v>(text: &str, value: &dyn Fn(&str) -> Option<&'v str>, missing: Missing) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let name = after.split_once('}').filter(|(name, _)| is_name(name));
        match name.map(|(name, tail)| (value(name), tail)) {
            Some((Some(value), tail)) => {
                out.push_str(value);
                rest = tail;
            }
            Some((None, _)) if missing == Missing::Refuse => return None,
            _ => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Some(out)
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[cfg(test)]
mod tests;
