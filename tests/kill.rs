//! Two hundred builds killed at random moments: what is published is always one whole state of the site.
//!
//! The site alternates between two states that share some files, differ in others, and each have some of their own. After each
//! kill the whole output is compared, byte by byte, with a clean build of either state. The moments come from a fixed seed; most
//! lie where a build publishes, at its end.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that fails says so by a panic")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const BUILDS: usize = 200;
const DOCUMENTS: usize = 40;

type Tree = BTreeMap<PathBuf, Vec<u8>>;

#[test]
fn a_killed_build_leaves_one_whole_state() {
    let folder = tempfile::tempdir().unwrap();
    let states = ["a", "b"].map(|state| write_site(&folder.path().join(state), state));
    let clean = ["a", "b"].map(|state| {
        let out = folder.path().join(format!("clean-{state}"));
        build_whole(&folder.path().join(state), &out);
        read(&out)
    });
    assert!(clean[0].len() > DOCUMENTS && clean[0] != clean[1]);

    let out = folder.path().join("web/public");
    build_whole(&states[0], &out);
    let began = Instant::now();
    build_whole(&states[1], &out);
    let whole = began.elapsed();

    let mut random = Random(2026);
    let (mut killed, mut seen) = (0, [0, 0]);
    for turn in 0..BUILDS {
        let moment = whole.mul_f64(random.moment());
        killed += usize::from(build_and_kill(&states[turn % 2], &out, moment));
        let found = read(&out);
        match clean.iter().position(|state| *state == found) {
            Some(state) => seen[state] += 1,
            None => panic!(
                "build {turn}, killed after {moment:?} of {whole:?}: {}",
                difference(&clean, &found)
            ),
        }
    }
    assert!(killed > BUILDS / 4, "only {killed} were killed while they ran");
    assert!(seen[0] > 0 && seen[1] > 0, "no kill fell after a swap: {seen:?}");

    build_whole(&states[0], &out);
    assert_eq!(read(&out), clean[0]);
    assert_eq!(names(out.parent().unwrap()), [".public.sihao-lock", "public"]);
}

/// A small site; the two states share a half of the documents.
fn write_site(root: &Path, state: &str) -> PathBuf {
    write(
        &root.join("site.toml"),
        "[site]\ntitle = \"创建活动专栏\"\norganisation = \"市直机关工委\"\n",
    );
    for unit in ["finance", "education", "health", "culture"] {
        let text = format!("---\nname: 市{unit}局\ncategory: government\n---\n\n本单位的简介。\n");
        write(&root.join(format!("content/units/{unit}.md")), &text);
    }
    for number in 0..DOCUMENTS {
        let text = if number % 2 == 0 { "共有" } else { state };
        let name = if number % 5 == 0 {
            format!("{state}-{number}")
        } else {
            number.to_string()
        };
        let day = number % 28 + 1;
        let body = format!(
            "## 进展\n\n{}\n\n## 下一步\n\n继续抓好落实。\n",
            format!("第{number}期{text}。").repeat(60)
        );
        let text = format!("---\ntitle: 工作动态第{number}期\ndate: 2026-02-{day:02}\n---\n\n{body}");
        write(&root.join(format!("content/news/{name}.md")), &text);
    }
    root.to_owned()
}

#[expect(clippy::disallowed_methods, reason = "a test writes its own site")]
fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn build(root: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sihao"));
    command
        .args(["build", "--as-of", "2026-03-05", "--format", "json", "--root"])
        .arg(root)
        .arg("--out")
        .arg(out);
    command.env_clear().stdin(Stdio::null());
    command
}

fn build_whole(root: &Path, out: &Path) {
    let output = build(root, out).output().unwrap();
    let (stdout, stderr) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{stdout}{stderr}");
}

/// True if it was still running.
fn build_and_kill(root: &Path, out: &Path, moment: Duration) -> bool {
    let mut child = build(root, out)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(moment);
    child.kill().unwrap();
    let status = child.wait().unwrap();
    // What was not killed must have done its work.
    assert!(status.success() || status.code().is_none(), "{status}");
    status.code().is_none()
}

/// All files of a folder.
fn read(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut open = vec![folder.to_owned()];
    while let Some(here) = open.pop() {
        for entry in std::fs::read_dir(&here).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path());
            } else {
                let path = entry.path().strip_prefix(folder).unwrap().to_owned();
                tree.insert(path, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    tree
}

fn names(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

fn difference(clean: &[Tree; 2], found: &Tree) -> String {
    let of = |state: &Tree| {
        let paths: std::collections::BTreeSet<&PathBuf> = state.keys().chain(found.keys()).collect();
        let wrong = paths
            .into_iter()
            .filter(|path| state.get(*path) != found.get(*path));
        wrong
            .map(|path| path.display().to_string())
            .take(5)
            .collect::<Vec<_>>()
            .join(", ")
    };
    format!("not a ({}), not b ({})", of(&clean[0]), of(&clean[1]))
}

/// SplitMix64: the same moments in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ bits >> 31) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A share of a whole build: a quarter of them anywhere, the rest in its last part or just after it.
    fn moment(&mut self) -> f64 {
        if self.next() < 0.25 {
            self.next() * 0.5
        } else {
            0.5 + self.next() * 0.6
        }
    }
}
