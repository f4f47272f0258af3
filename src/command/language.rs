//! Which language the program speaks, and the few arguments that must be known before the rest is understood.
//!
//! `--lang` decides; else the site's `language` (Chinese when it says none); else, with no site, the locale.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::invocation::{Colour, Format};
use crate::diagnostic::Language;

/// A first look at the arguments: good enough to speak the right language about whatever is wrong with them.
#[derive(Clone, Debug)]
pub(super) struct Sketch {
    /// The language to speak.
    pub(super) language: Language,
    /// `--format json` stands somewhere.
    pub(super) format: Format,
    /// `--color`, if it says always or never.
    pub(super) colour: Colour,
    /// The subcommand, if one is named.
    pub(super) subcommand: Option<String>,
}

impl Sketch {
    /// Looks at the arguments (the first is the program's name), the site and the environment.
    pub(super) fn of(arguments: &[OsString]) -> Sketch {
        let words: Vec<String> = arguments
            .iter()
            .skip(1)
            .map(|a| a.to_string_lossy().into_owned())
            .collect();
        let root = value_of(&words, "--root").map_or_else(|| PathBuf::from("."), PathBuf::from);
        let language = match value_of(&words, "--lang").and_then(named) {
            Some(language) => language,
            None => of_site(&root).unwrap_or_else(of_locale),
        };
        Sketch {
            language,
            format: if value_of(&words, "--format") == Some("json") {
                Format::Json
            } else {
                Format::Text
            },
            colour: match value_of(&words, "--color") {
                Some("always") => Colour::Always,
                Some("never") => Colour::Never,
                _ => Colour::Auto,
            },
            subcommand: first_free(&words).map(str::to_string),
        }
    }
}

/// The language that a name means: `zh`, `zh-Hans` and `zh-CN` are one.
pub(super) fn named(name: &str) -> Option<Language> {
    let name = name.trim().to_ascii_lowercase().replace('_', "-");
    match name.as_str() {
        "en" | "c" | "posix" => Some(Language::English),
        "zh" => Some(Language::Chinese),
        _ if name.starts_with("zh-") => Some(Language::Chinese),
        _ if name.starts_with("en-") => Some(Language::English),
        _ => None,
    }
}

/// The value of an option, as `--lang en` or `--lang=en`; the last one counts.
fn value_of<'a>(words: &'a [String], option: &str) -> Option<&'a str> {
    let mut found = None;
    for (at, word) in words.iter().enumerate().take_while(|(_, word)| *word != "--") {
        if word == option {
            found = words.get(at + 1).map(String::as_str);
        } else if let Some(value) = word.strip_prefix(option).and_then(|rest| rest.strip_prefix('=')) {
            found = Some(value);
        }
    }
    found
}

/// The first word that is neither an option nor the value of a global one.
fn first_free(words: &[String]) -> Option<&str> {
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--root" | "--lang" | "--format" | "--color" => {
                words.next();
            }
            option if option.starts_with('-') => {}
            free => return Some(free),
        }
    }
    None
}

/// The language of the site in a folder; `None` without a site. Nothing is told here: reading the site tells what is wrong. A site that can't be
/// read has no language of its own, so it is Chinese like one that says none.
fn of_site(root: &Path) -> Option<Language> {
    let file = root.join("site.toml");
    let found = std::fs::metadata(&file).ok().filter(std::fs::Metadata::is_file)?;
    let text = match found.len() < 1024 * 1024 {
        true => std::fs::read(&file).unwrap_or_default(),
        false => Vec::new(),
    };
    let table: Option<toml::Table> = toml::from_str(&String::from_utf8_lossy(&text)).ok();
    let language = table
        .as_ref()
        .and_then(|table| table.get("site")?.get("language")?.as_str())
        .and_then(named);
    Some(language.unwrap_or(Language::Chinese))
}

/// The language of the locale. Windows sets no such variable: who runs this there reads Chinese.
#[expect(clippy::disallowed_methods, reason = "the environment is read in command/")]
fn of_locale() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    match set {
        Some(value) if value.starts_with("zh") => Language::Chinese,
        None if cfg!(windows) => Language::Chinese,
        _ => Language::English,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split(' ').map(str::to_string).collect()
    }

    #[test]
    fn an_option_s_value_may_stand_after_an_equals_sign_and_the_last_one_counts() {
        assert_eq!(
            value_of(&words("--lang=en build --lang zh"), "--lang"),
            Some("zh")
        );
        assert_eq!(value_of(&words("new notice -- --lang=en"), "--lang"), None);
    }

    #[test]
    fn the_subcommand_is_not_the_value_of_a_global_option() {
        assert_eq!(first_free(&words("--root build -q check")), Some("check"));
    }

    #[test]
    fn a_site_whose_settings_cannot_be_read_is_chinese() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(of_site(folder.path()), None);
        let file = std::fs::File::create(folder.path().join("site.toml")).unwrap();
        file.set_len(2 * 1024 * 1024).unwrap();
        assert_eq!(of_site(folder.path()), Some(Language::Chinese));
    }

    #[test]
    fn the_names_of_chinese_are_one() {
        for name in ["zh", "zh-Hans", "zh_CN", "ZH-cn"] {
            assert_eq!(named(name), Some(Language::Chinese), "{name}");
        }
        assert_eq!(named("fr"), None);
    }
}
