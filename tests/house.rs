//! The rules of the house, held to by reading the sources: who imports whom, how long files are, that every message has its words
//! and its case. Reads the repository, writes nothing.

#![expect(
    clippy::unwrap_used,
    reason = "a test that can't read the repository fails, and says where"
)]

#[path = "house/words.rs"]
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the repository with one of these extensions, sorted; relative paths with `/`.
fn files(folder: &str, extensions: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() && name != "node_modules" && name != "target" && !name.starts_with(".git") {
                open.push(path);
            } else if extensions
                .iter()
                .any(|e| path.extension().is_some_and(|x| x == *e))
            {
                found.push(relative(&path));
            }
        }
    }
    found.sort();
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap()
        .to_string_lossy()
        .replace('\\', "/")
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(PathBuf::from(path)))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The code of a source file: without comments, and without what stands after `#[cfg(test)]`.
fn code(path: &str) -> String {
    let text = text(path);
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Sources of the library, tests aside.
fn sources() -> Vec<String> {
    files("src", &["rs"])
        .into_iter()
        .filter(|path| !path.ends_with("/tests.rs") && !path.contains("/tests/"))
        .collect()
}

/// Floor by floor, whom it may import.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let mut table = BTreeMap::new();
    for line in text("docs/architecture.md")
        .lines()
        .filter(|line| line.starts_with("| "))
    {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        if let [floor, may] = cells.as_slice()
            && *floor != "floor"
        {
            let may = may
                .split(',')
                .map(|f| f.trim().to_string())
                .filter(|f| !f.is_empty())
                .collect();
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
            wrong.push(format!(
                "{path}: the floor `{floor}` is missing from docs/architecture.md"
            ));
            continue;
        };
        for import in imports(&code(&path))
            .into_iter()
            .filter(|import| table.contains_key(import))
        {
            if import != floor && !may.contains(&import) {
                wrong.push(format!("{path}: `{floor}` may not import `{import}`"));
            }
        }
    }
    for (floor, may) in &table {
        if !root().join("src").join(floor).exists() && !root().join(format!("src/{floor}.rs")).exists() {
            wrong.push(format!("docs/architecture.md: there is no floor `{floor}`"));
        }
        wrong.extend(
            may.iter()
                .filter(|m| !table.contains_key(*m))
                .map(|m| format!("no floor `{m}`")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_found_however_they_are_written() {
    let found = imports(
        "use crate::text::date::Date;\nuse crate::{check::judge, model};\nlet x = crate::load::load();",
    );
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    assert!(
        ["text", "check", "model", "load"]
            .iter()
            .all(|floor| found.contains(floor)),
        "{found:?}"
    );
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let folders = [
        ("src", "rs"),
        ("src", "js"),
        ("tests", "rs"),
        ("tests", "mjs"),
        ("benches", "rs"),
        ("theme", "css"),
        ("theme", "js"),
    ];
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
    let silent: Vec<String> = files("src", &["rs"])
        .into_iter()
        .filter(|path| !path.ends_with("/tests.rs") && !text(path).starts_with("//!"))
        .collect();
    assert!(silent.is_empty(), "no //! in {silent:?}");
}

#[test]
fn nothing_names_a_machine() {
    // Put together here, so that this file does not name them.
    let paths = [
        ["/wo", "rk/"].concat(),
        ["/ro", "ot/"].concat(),
        ["index.crates", ".io"].concat(),
    ];
    let mut told = Vec::new();
    let folders = [
        "src",
        "tests",
        "docs",
        "locales",
        "theme",
        "templates",
        "content",
        "benches",
    ];
    let kinds = [
        "rs", "md", "toml", "css", "js", "mjs", "html", "json", "case", "txt", "csv",
    ];
    for folder in folders {
        for path in files(folder, &kinds) {
            let text = std::fs::read(root().join(&path))
                .map(|b| String::from_utf8_lossy(&b).into_owned())
                .unwrap();
            told.extend(
                paths
                    .iter()
                    .filter(|p| text.contains(p.as_str()))
                    .map(|p| format!("{path} names {p}")),
            );
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// A style sheet can't say "printed, or the target", so official.css says what the form shares with the reading page twice.
#[test]
fn the_official_form_is_the_same_on_paper_and_on_screen() {
    let css = text("theme/official.css");
    let rules = |from: &str| -> Vec<&str> {
        let block = css.split_once(from).unwrap().1;
        block.split_once("\n}").unwrap().0.lines().collect()
    };
    let paper = rules("characters. */\n\n@media print {");
    let screen = rules("for the screen. */\n\n@media screen {");
    let screen: Vec<_> = screen
        .iter()
        .map(|rule| rule.replace("div:target ", ""))
        .collect();
    assert!(paper.len() > 20);
    assert_eq!(paper, screen);
}
