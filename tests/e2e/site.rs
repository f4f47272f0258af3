//! The builder of tests: files in, exit code and output of the program out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// The day of every test that does not say otherwise.
pub(crate) const DAY: &str = "2026-11-20";

/// A site in a temporary folder, removed when dropped.
pub(crate) struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    /// An empty folder. The name shows where it was left, should a test be stopped.
    pub(crate) fn new(name: &str) -> Site {
        let folder = tempfile::Builder::new()
            .prefix(&format!("sihao-{name}-"))
            .tempdir()
            .unwrap();
        Site { folder }
    }
    /// A small site without a fault: two units, an 意见, a notice, a plan.
    pub(crate) fn standard(mut self) -> Site {
        for (path, text) in STANDARD {
            self = self.file(path, text);
        }
        self
    }
    /// Writes a file.
    pub(crate) fn file(self, path: &str, text: &str) -> Site {
        self.bytes(path, text.as_bytes())
    }
    /// Writes a file of any bytes.
    pub(crate) fn bytes(self, path: &str, bytes: &[u8]) -> Site {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }
    /// Removes a file.
    pub(crate) fn without(self, path: &str) -> Site {
        std::fs::remove_file(self.path().join(path)).unwrap();
        self
    }
    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
    /// A published file.
    pub(crate) fn published(&self, path: &str) -> String {
        let path = self.path().join("public").join(path);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
    /// Runs the program on this site, with the fixed day where a Site is made.
    pub(crate) fn run<const N: usize>(&self, arguments: [&str; N]) -> Run {
        let mut arguments: Vec<&str> = arguments.to_vec();
        let makes_a_site = matches!(arguments.first(), Some(&"build" | &"check" | &"ledger"));
        if makes_a_site && !arguments.contains(&"--as-of") {
            arguments.extend(["--as-of", DAY]);
        }
        let root = self.path().to_string_lossy().into_owned();
        arguments.extend(["--root", &root]);
        run_in(self.path(), &arguments)
    }
    /// Runs `build` and expects it to succeed.
    pub(crate) fn built(self) -> Site {
        self.run(["build"]).exits(0);
        self
    }
    /// Every file below a folder of the site: its bytes and the time it changed.
    pub(crate) fn tree(&self, folder: &str) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        tree(&self.path().join(folder))
    }
}

/// Every file below a folder, by its relative path.
pub(crate) fn tree(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let modified = entry.metadata().unwrap().modified().unwrap();
                let name = path.strip_prefix(folder).unwrap().to_path_buf();
                found.insert(name, (std::fs::read(&path).unwrap(), modified));
            }
        }
    }
    found
}

/// What a run of the program left.
pub(crate) struct Run {
    /// The exit code; -1 when it was killed.
    pub(crate) code: i32,
    /// stdout.
    pub(crate) stdout: String,
    /// stderr.
    pub(crate) stderr: String,
}

/// Runs the program in a folder, with nothing in its environment.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    run_with(folder, arguments, &[])
}

/// The same with some variables set.
pub(crate) fn run_with(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_sihao"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Run {
    /// Expects an exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Run {
        assert_eq!(
            self.code, code,
            "stdout:\n{}\nstderr:\n{}",
            self.stdout, self.stderr
        );
        self
    }
    /// Expects a code of a diagnostic on stderr.
    #[track_caller]
    pub(crate) fn tells(self, code: &str) -> Run {
        assert!(
            self.stderr.contains(&format!("[{code}]")),
            "no [{code}] in:\n{}",
            self.stderr
        );
        self
    }
    /// stdout as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.stdout))
    }
    /// Expects exactly what `tests/golden/output/<name>.txt` holds: exit code, stdout, stderr; times left out.
    #[track_caller]
    pub(crate) fn golden(self, name: &str) -> Run {
        let is = format!(
            "exit {}\n-- stdout --\n{}-- stderr --\n{}",
            self.code,
            timeless(&self.stdout),
            self.stderr
        );
        expect(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/output/{name}.txt")),
            &is,
        );
        self
    }
}

/// The summary without its time.
fn timeless(text: &str) -> String {
    match (text.find("用时 "), text.find(" 秒")) {
        (Some(from), Some(to)) => format!("{}用时 … {}", &text[..from], &text[to + 1..]),
        _ => text.to_string(),
    }
}

/// Compares with a golden file, or writes it when blessing.
#[track_caller]
pub(crate) fn expect(file: &Path, is: &str) {
    if blessing() {
        std::fs::write(file, is).unwrap();
        return;
    }
    let wanted = std::fs::read_to_string(file).unwrap_or_default();
    assert!(
        wanted == is,
        "{} differs; wanted:\n{wanted}\nis:\n{is}",
        file.display()
    );
}

/// Whether expectations are rewritten.
pub(crate) fn blessing() -> bool {
    std::env::var_os("SIHAO_BLESS").is_some()
}

/// The small site: every file without a fault or a warning.
pub(crate) const STANDARD: [(&str, &str); 8] = [
    (
        "site.toml",
        r#"[site]
title = "创建活动专栏"
organisation = "中共云江市委市直属机关工作委员会"
organisation_short = "市直机关工委"
language = "zh-CN"

[[unit_categories]]
id = "government"
name = "政府部门"

[[campaign.obligations]]
kind = "plan"
due = "03-31"
from = 2026

[[campaign.obligations]]
kind = "summary"
due = "+01-15"
from = 2026
"#,
    ),
    (
        "content/units/finance.md",
        "---\nname: 云江市财政局\nshort: 市财政局\ncategory: government\norder: 10\n---\n\n市财政局。\n",
    ),
    (
        "content/units/education.md",
        "---\nname: 云江市教育局\nshort: 市教育局\ncategory: government\norder: 20\n---\n\n市教育局。\n",
    ),
    (
        "content/guidance/opinion.md",
        "---\ntitle: 关于开展创建活动的实施意见\ndoc_type: 意见\ndoc_no: 云江直工发〔2026〕1号\ndate: 2026-01-09\n---\n\n## 工作安排\n\n各单位按年度制定计划。\n",
    ),
    (
        "content/notices/plans.md",
        "---\ntitle: 关于报送创建计划的通知\ndoc_type: 通知\ndoc_no: 云江直工办〔2026〕2号\ndate: 2026-02-27\n---\n\n根据[实施意见](../guidance/opinion.md#gong-zuo-an-pai)，请于3月31日前报送。\n",
    ),
    (
        "content/plans/2026/finance.md",
        "---\ntitle: 市财政局2026年度创建计划\nunit: finance\ndate: 2026-03-20\nsubmitted: 2026-03-18\n---\n\n惠企资金七个工作日内拨付。\n",
    ),
    (
        "content/study/april.md",
        "---\ntitle: 四月学习安排\ndate: 2026-04-01\n---\n\n学习一次。\n",
    ),
    (
        "data/submissions.csv",
        "单位,材料,年度,报送日期,说明\n市教育局,年度创建计划,2026,2026-04-02,\n",
    ),
];
