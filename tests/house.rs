//! The rules of the house, held to by reading the sources: who imports whom, how long files are, that every message has its words
//! and its case. Reads the repository, writes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const LANGUAGES: [&str; 2] = ["zh-CN", "en"];
const LONGEST_FILE: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the repository with one of these extensions, sorted; relative paths with `/`.
fn files(folder: &str, extensions: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() && name != "node_modules" && name != "target" && !name.starts_with(".git") {
                open.push(path);
            } else if extensions.iter().any(|e| path.extension().is_some_and(|x| x == *e)) {
                found.push(relative(&path));
            }
        }
    }
    found.sort();
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(PathBuf::from(path))).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The code of a source file: without comments, and without what stands after `#[cfg(test)]`.
fn code(path: &str) -> String {
    let text = text(path);
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Sources of the library, tests aside.
fn sources() -> Vec<String> {
    files("src", &["rs"]).into_iter().filter(|path| !path.ends_with("/tests.rs") && !path.contains("/tests/")).collect()
}

/// Floor by floor, whom it may import.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let mut table = BTreeMap::new();
    for line in text("docs/architecture.md").lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        if let [floor, may] = cells.as_slice()
            && *floor != "floor"
        {
            let may = may.split(',').map(|f| f.trim().to_string()).filter(|f| !f.is_empty()).collect();
            table.insert((*floor).to_string(), may);
        }
    }
    table
}

/// The floor that a source file belongs to; none for `lib.rs` and `main.rs`.
fn floor_of(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("src/")?;
    let first = rest.split('/').next()?;
    let floor = first.strip_suffix(".rs").unwrap_or(first);
    (floor != "lib" && floor != "main").then_some(floor)
}

/// The floors that a source names as `crate::floor` or `crate::{floor, …}`.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let group = match after.strip_prefix('{') {
            Some(group) => group.split(';').next().unwrap_or_default(),
            None => after,
        };
        let mut depth = 0;
        let mut name = String::new();
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                c if depth == 0 && (c.is_alphanumeric() || c == '_') => name.push(c),
                _ if depth > 0 => {}
                _ => {
                    found.extend(Some(std::mem::take(&mut name)).filter(|n| !n.is_empty()));
                    if c != ',' && !c.is_whitespace() {
                        depth = if c == ':' { depth } else { 99 };
                    }
                    if !after.starts_with('{') {
                        break;
                    }
                }
            }
        }
    }
    found
}

#[test]
fn every_arrow_points_down() {
    let table = table();
    let mut wrong = Vec::new();
    for path in sources() {
        let Some(floor) = floor_of(&path) else { continue };
        let Some(may) = table.get(floor) else {
            wrong.push(format!("{path}: the floor `{floor}` is missing from docs/architecture.md"));
            continue;
        };
        for import in imports(&code(&path)).into_iter().filter(|import| table.contains_key(import)) {
            if import != floor && !may.contains(&import) {
                wrong.push(format!("{path}: `{floor}` may not import `{import}`"));
            }
        }
    }
    for (floor, may) in &table {
        if !root().join("src").join(floor).exists() && !root().join(format!("src/{floor}.rs")).exists() {
            wrong.push(format!("docs/architecture.md: there is no floor `{floor}`"));
        }
        wrong.extend(may.iter().filter(|m| !table.contains_key(*m)).map(|m| format!("no floor `{m}`")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_found_however_they_are_written() {
    let found = imports("use crate::text::date::Date;\nuse crate::{check::judge, model};\nlet x = crate::load::load();");
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    assert!(["text", "check", "model", "load"].iter().all(|floor| found.contains(floor)), "{found:?}");
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let folders = [("src", "rs"), ("tests", "rs"), ("tests", "mjs"), ("benches", "rs"), ("theme", "css"), ("theme", "js")];
    let mut long = Vec::new();
    for (folder, extension) in folders {
        for path in files(folder, &[extension]) {
            let lines = text(&path).lines().count();
            if lines > LONGEST_FILE {
                long.push(format!("{path}: {lines} lines"));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_source_says_what_it_is_for() {
    let silent: Vec<String> =
        files("src", &["rs"]).into_iter().filter(|path| !path.ends_with("/tests.rs") && !text(path).starts_with("//!")).collect();
    assert!(silent.is_empty(), "no //! in {silent:?}");
}

/// Codes that a source hands to `Diagnostic::error` or `Diagnostic::warning`.
fn codes_told() -> BTreeMap<String, String> {
    let mut told = BTreeMap::new();
    for path in sources() {
        let code = code(&path);
        for call in ["Diagnostic::error(", "Diagnostic::warning("] {
            for after in code.split(call).skip(1) {
                if let Some(name) = after.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) {
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
        let table: toml::Table = toml::from_str(&text(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        for (key, value) in table {
            let toml::Value::Table(table) = value else { panic!("{path}: `{key}` is no table") };
            if key != "words" {
                assert!(codes.insert(key.clone(), table).is_none(), "{path}: `{key}` stands in two files");
                continue;
            }
            for (word, value) in table {
                let value = value.as_str().unwrap_or_else(|| panic!("{path}: word `{word}` is no text"));
                assert!(words.insert(word.clone(), value.to_string()).is_none(), "{path}: word `{word}` stands twice");
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
                let said = entry.and_then(|e| e.get(key)).and_then(toml::Value::as_str).unwrap_or_default();
                if said.trim().is_empty() {
                    missing.push(format!("{language}: {code} ({path}) has no {key}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn no_message_is_kept_that_nobody_tells() {
    let all: String = sources().iter().map(|path| code(path)).collect();
    let (codes, _) = catalogue(LANGUAGES[0]);
    let idle: Vec<&String> = codes.keys().filter(|code| !all.contains(&format!("\"{code}\""))).collect();
    assert!(idle.is_empty(), "in the catalogue, but told nowhere: {idle:?}");
}

/// The `{names}` of a text.
fn placeholders(value: &toml::Value, into: &mut BTreeSet<String>) {
    match value {
        toml::Value::String(text) => {
            let names = text.split('{').skip(1).filter_map(|after| after.split_once('}')).map(|(name, _)| name);
            let plain = |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
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
    assert_eq!(zh.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>(), "codes");
    assert_eq!(zh_words.keys().collect::<Vec<_>>(), en_words.keys().collect::<Vec<_>>(), "words");
    let mut unlike = Vec::new();
    for (code, table) in &zh {
        for key in ["message", "label", "help"] {
            let (mut a, mut b) = (BTreeSet::new(), BTreeSet::new());
            table.get(key).into_iter().for_each(|value| placeholders(value, &mut a));
            en[code].get(key).into_iter().for_each(|value| placeholders(value, &mut b));
            if a != b {
                unlike.push(format!("{code}.{key}: {a:?} and {b:?}"));
            }
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

#[test]
fn every_message_has_a_case() {
    let cases: String = files("tests/golden/mistakes", &["case"]).iter().map(|path| text(path)).collect();
    let tests: String = files("tests/e2e", &["rs"]).iter().map(|path| text(path)).collect();
    let golden: String = files("tests/golden/output", &["txt"]).iter().map(|path| text(path)).collect();
    let excused = text("tests/golden/unprovoked.txt");
    let excused: BTreeMap<&str, &str> =
        excused.lines().filter(|l| !l.starts_with('#')).filter_map(|line| line.split_once(": ")).collect();
    let (codes, _) = catalogue(LANGUAGES[0]);
    let seen = |code: &str| {
        let drawn = format!("[{code}]");
        cases.contains(&drawn) || golden.contains(&drawn) || tests.contains(&format!("\"{code}\""))
    };
    let without: Vec<&String> = codes.keys().filter(|c| !seen(c) && !excused.contains_key(c.as_str())).collect();
    assert!(without.is_empty(), "no case in tests/golden/mistakes, no test in tests/e2e: {without:#?}");
    let idle: Vec<&&str> = excused.keys().filter(|c| !codes.contains_key(**c) || seen(c)).collect();
    assert!(idle.is_empty(), "tests/golden/unprovoked.txt excuses without need: {idle:?}");
}

#[test]
fn nothing_names_a_machine() {
    // Put together here, so that this file does not name them.
    let paths = [["/wo", "rk/"].concat(), ["/ro", "ot/"].concat(), ["index.crates", ".io"].concat()];
    let mut told = Vec::new();
    let folders = ["src", "tests", "docs", "locales", "theme", "templates", "content", "benches"];
    let kinds = ["rs", "md", "toml", "css", "js", "mjs", "html", "json", "case", "txt", "csv"];
    for folder in folders {
        for path in files(folder, &kinds) {
            let text = std::fs::read(root().join(&path)).map(|b| String::from_utf8_lossy(&b).into_owned()).unwrap();
            told.extend(paths.iter().filter(|p| text.contains(p.as_str())).map(|p| format!("{path} names {p}")));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}
