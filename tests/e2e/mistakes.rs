//! The golden cases of mistakes, `tests/golden/mistakes/*.case`: files laid over the standard site, and what `build` says of them.
//!
//! A case is a sentence, then sections: `-- path --` begins a file, `-- delete: path --` removes one, and
//! `-- expected: build zh-CN exit 1 --` begins the exact stderr.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::site::{Site, blessing};

/// One case, taken apart.
struct Case {
    file: PathBuf,
    name: String,
    /// Everything before the expectation.
    given: String,
    sections: Vec<(String, String)>,
    language: String,
    exit: i32,
    stderr: String,
}

impl Case {
    fn read(file: &Path) -> Case {
        let text = std::fs::read_to_string(file).unwrap();
        let (mut sections, mut given) = (Vec::new(), String::new());
        let mut expected: Option<(String, String)> = None;
        for line in text.split_inclusive('\n') {
            let heading = line
                .trim_end()
                .strip_prefix("-- ")
                .and_then(|rest| rest.strip_suffix(" --"));
            match (heading, &mut expected) {
                (Some(heading), None) if heading.starts_with("expected: ") => {
                    expected = Some((heading.to_string(), String::new()));
                    continue;
                }
                (Some(heading), None) => sections.push((heading.to_string(), String::new())),
                (None, None) => {
                    if let Some((_, text)) = sections.last_mut() {
                        text.push_str(line);
                    }
                }
                (_, Some((_, stderr))) => stderr.push_str(line),
            }
            if expected.is_none() {
                given.push_str(line);
            }
        }
        let (heading, stderr) =
            expected.unwrap_or_else(|| ("expected: build zh-CN exit 1".into(), String::new()));
        let words: Vec<&str> = heading.split(' ').collect();
        Case {
            name: file.file_stem().unwrap().to_string_lossy().into_owned(),
            file: file.to_path_buf(),
            given,
            sections,
            language: words.get(2).unwrap_or(&"zh-CN").to_string(),
            exit: words.get(4).and_then(|code| code.parse().ok()).unwrap_or(1),
            stderr,
        }
    }

    /// A published standard site with the case's files laid over it.
    fn lay(&self) -> Site {
        let mut site = Site::new(&self.name).standard().built();
        for (path, text) in &self.sections {
            site = match path.strip_prefix("delete: ") {
                Some(path) => site.without(path),
                None => site.file(path, text),
            };
        }
        site
    }

    fn bless(&self, exit: i32, stderr: &str) {
        let text = format!(
            "{}-- expected: build {} exit {exit} --\n{stderr}",
            self.given, self.language
        );
        std::fs::write(&self.file, text).unwrap();
    }

    /// What is wrong with this case, if anything.
    fn judge(&self) -> Result<(), String> {
        let site = self.lay();
        let before = site.tree("public");
        let run = site.run(["build", "--lang", &self.language]);
        if run.stderr.contains("panicked") || run.code == 3 {
            return Err(format!("{}: exit {}\n{}", self.name, run.code, run.stderr));
        }
        if run.code != 0 && site.tree("public") != before {
            return Err(format!("{}: the published site was touched", self.name));
        }
        let json = site.run(["build", "--lang", &self.language, "--format", "json"]);
        let told = places_in_json(&json.json());
        if told != places_in_text(&run.stderr) || json.code != run.code {
            return Err(format!(
                "{}: JSON says {told:?}, exit {}; text:\n{}",
                self.name, json.code, run.stderr
            ));
        }
        if blessing() {
            self.bless(run.code, &run.stderr);
        } else if run.code != self.exit || run.stderr != self.stderr {
            return Err(format!(
                "{}: wanted exit {}:\n{}\nis exit {}:\n{}",
                self.name, self.exit, self.stderr, run.code, run.stderr
            ));
        }
        Ok(())
    }
}

/// `code file:line:column` of every diagnostic drawn.
fn places_in_text(stderr: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in stderr.lines() {
        let headed = ["错误[", "警告[", "error[", "warning["]
            .iter()
            .find_map(|word| line.strip_prefix(word));
        if let Some((code, _)) = headed.and_then(|rest| rest.split_once("]:")) {
            found.push(code.to_string());
        } else if let (Some(place), Some(last)) = (line.trim_start().strip_prefix("--> "), found.last_mut())
            && !last.contains(' ')
        {
            last.push_str(&format!(" {place}"));
        }
    }
    found
}

fn places_in_json(object: &serde_json::Value) -> Vec<String> {
    let diagnostics = object["diagnostics"].as_array().unwrap();
    let place = |d: &serde_json::Value| {
        let code = d["code"].as_str().unwrap();
        match d["file"].as_str() {
            None => code.to_string(),
            Some(file) => format!("{code} {file}:{}:{}", d["line"], d["column"]),
        }
    };
    diagnostics.iter().map(place).collect()
}

#[test]
fn every_mistake_is_told_as_its_case_says_and_the_old_site_stays() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/mistakes");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "case"));
    files.sort();
    assert!(files.len() >= 60, "only {} cases", files.len());
    let wrong: Vec<String> = files
        .par_iter()
        .filter_map(|file| Case::read(file).judge().err())
        .collect();
    assert!(
        wrong.is_empty(),
        "{} cases:\n\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}
