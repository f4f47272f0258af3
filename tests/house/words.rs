//! Messages: each has its words in both languages and its case; none is kept that nobody tells.

use std::collections::{BTreeMap, BTreeSet};

use super::{code, files, sources, text};

const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

/// Codes that a source hands to `Diagnostic::error` or `Diagnostic::warning`.
fn codes_told() -> BTreeMap<String, String> {
    let mut told = BTreeMap::new();
    for path in sources() {
        let code = code(&path);
        for call in ["Diagnostic::error(", "Diagnostic::warning("] {
            for after in code.split(call).skip(1) {
                if let Some(name) = after
                    .trim_start()
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next())
                {
                    told.insert(name.to_string(), path.clone());
                }
            }
        }
    }
    told
}

/// What the catalogues of a language say: codes with their tables, and words.
fn catalogue(language: &str) -> (BTreeMap<String, toml::Table>, BTreeMap<String, String>) {
    let (mut codes, mut words) = (BTreeMap::new(), BTreeMap::new());
    for path in files(&format!("locales/{language}"), &["toml"]) {
        let table: toml::Table =
            toml::from_str(&text(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        for (key, value) in table {
            let toml::Value::Table(table) = value else {
                panic!("{path}: `{key}` is no table")
            };
            if key != "words" {
                assert!(
                    codes.insert(key.clone(), table).is_none(),
                    "{path}: `{key}` stands in two files"
                );
                continue;
            }
            for (word, value) in table {
                let value = value
                    .as_str()
                    .unwrap_or_else(|| panic!("{path}: word `{word}` is no text"));
                assert!(
                    words.insert(word.clone(), value.to_string()).is_none(),
                    "{path}: word `{word}` stands twice"
                );
            }
        }
    }
    (codes, words)
}

#[test]
fn every_message_has_its_words_in_both_languages() {
    let mut missing = Vec::new();
    for language in LANGUAGES {
        let (codes, _) = catalogue(language);
        for (code, path) in codes_told() {
            let entry = codes.get(&code);
            for key in ["message", "explain"] {
                if !entry.and_then(|e| e.get(key)).is_some_and(says_something) {
                    missing.push(format!("{language}: {code} ({path}) has no {key}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// A text, or a list of texts, none of them empty.
fn says_something(value: &toml::Value) -> bool {
    match value {
        toml::Value::String(text) => !text.trim().is_empty(),
        toml::Value::Array(texts) => !texts.is_empty() && texts.iter().all(says_something),
        _ => false,
    }
}

#[test]
fn no_message_is_kept_that_nobody_tells() {
    let all: String = sources().iter().map(|path| code(path)).collect();
    let (codes, _) = catalogue(LANGUAGES[0]);
    let idle: Vec<&String> = codes
        .keys()
        .filter(|code| !all.contains(&format!("\"{code}\"")))
        .collect();
    assert!(idle.is_empty(), "in the catalogue, but told nowhere: {idle:?}");
}

/// The `{names}` of a text.
fn placeholders(value: &toml::Value, into: &mut BTreeSet<String>) {
    match value {
        toml::Value::String(text) => {
            let names = text
                .split('{')
                .skip(1)
                .filter_map(|after| after.split_once('}'))
                .map(|(name, _)| name);
            let plain =
                |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            into.extend(names.filter(plain).map(str::to_string));
        }
        toml::Value::Array(values) => values.iter().for_each(|value| placeholders(value, into)),
        _ => {}
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let (zh, zh_words) = catalogue(LANGUAGES[0]);
    let (en, en_words) = catalogue(LANGUAGES[1]);
    assert_eq!(
        zh.keys().collect::<Vec<_>>(),
        en.keys().collect::<Vec<_>>(),
        "codes"
    );
    assert_eq!(
        zh_words.keys().collect::<Vec<_>>(),
        en_words.keys().collect::<Vec<_>>(),
        "words"
    );
    let mut unlike = Vec::new();
    for (code, table) in &zh {
        // Taken together: one language may need in its help what the other says in its label.
        let (mut a, mut b) = (BTreeSet::new(), BTreeSet::new());
        for key in ["message", "label", "help"] {
            table
                .get(key)
                .into_iter()
                .for_each(|value| placeholders(value, &mut a));
            en[code]
                .get(key)
                .into_iter()
                .for_each(|value| placeholders(value, &mut b));
        }
        if a != b {
            unlike.push(format!("{code}: {a:?} and {b:?}"));
        }
    }
    for (word, value) in &zh_words {
        let (mut a, mut b) = (BTreeSet::new(), BTreeSet::new());
        placeholders(&toml::Value::from(value.as_str()), &mut a);
        placeholders(&toml::Value::from(en_words[word].as_str()), &mut b);
        if a != b {
            unlike.push(format!("word {word}: {a:?} and {b:?}"));
        }
    }
    assert!(unlike.is_empty(), "{}", unlike.join("\n"));
}

/// Each test of the repository, by its name: everything from its attribute to the next test's.
fn tests() -> BTreeMap<String, String> {
    let mut tests = BTreeMap::new();
    for path in files("src", &["rs"]).into_iter().chain(files("tests", &["rs"])) {
        for test in text(&path).split("#[test]").skip(1) {
            let name = test
                .split_once("fn ")
                .and_then(|(_, rest)| rest.split('(').next());
            tests
                .entry(name.unwrap_or_default().to_string())
                .or_insert_with(String::new)
                .push_str(test);
        }
    }
    tests
}

/// What no case can provoke, and the test that shows it: `code: test`, a line each.
fn elsewhere() -> BTreeMap<String, String> {
    let list = text("tests/golden/elsewhere.txt");
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| line.split_once(": ").unwrap_or((line, "")))
        .map(|(code, test)| (code.to_string(), test.to_string()))
        .collect()
}

#[test]
fn every_message_has_a_case() {
    let cases: String = files("tests/golden/mistakes", &["case"])
        .iter()
        .map(|path| text(path).split("-- expected: ").skip(1).collect::<String>())
        .collect();
    let (codes, _) = catalogue(LANGUAGES[0]);
    let (tests, elsewhere) = (tests(), elsewhere());
    let has_case = |code: &str| cases.contains(&format!("[{code}]"));
    let mut wrong = Vec::new();
    for code in codes.keys() {
        match (has_case(code), elsewhere.get(code)) {
            (true, None) => {}
            (true, Some(_)) => wrong.push(format!("{code}: has a case, and needs no line in elsewhere.txt")),
            (false, None) => wrong.push(format!("{code}: no case, and no line in elsewhere.txt")),
            (false, Some(test)) => match tests.get(test) {
                None => wrong.push(format!("{code}: there is no test `{test}`")),
                Some(body) if !body.contains(&format!("\"{code}\"")) => {
                    wrong.push(format!("{code}: the test `{test}` does not name it"));
                }
                Some(_) => {}
            },
        }
    }
    let unknown = elsewhere.keys().filter(|code| !codes.contains_key(*code));
    wrong.extend(unknown.map(|code| format!("{code}: elsewhere.txt names it, no catalogue does")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
