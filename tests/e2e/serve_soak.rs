//! Hundreds of edits at random, renames, deletions and breakages: at the end, every page of the preview is that of a clean build.
//!
//! `SIHAO_SOAK_STEPS` says how many (`just soak`: 500), `SIHAO_SOAK_SEED` which.

use std::path::PathBuf;
use std::time::Duration;

use super::dice::Dice;
use super::served::{Served, equals_a_build};
use super::site::Site;

/// A site that is edited.
struct Desk {
    site: Site,
    dice: Dice,
    /// Documents, by the number in their name.
    documents: Vec<PathBuf>,
    made: usize,
    /// What is broken, and its text before.
    broken: Vec<(PathBuf, String)>,
}

fn document(number: usize, text: &str) -> String {
    format!(
        "---\ntitle: 第{number}篇\ndate: 2026-{:02}-{:02}\nunit: finance\n---\n\n## 一、情况\n\n{text}\n",
        number % 10 + 1,
        number % 28 + 1
    )
}

impl Desk {
    fn new(seed: u64) -> Desk {
        let mut desk = Desk {
            site: Site::new("serve-soak").standard(),
            dice: Dice(seed),
            documents: Vec::new(),
            made: 0,
            broken: Vec::new(),
        };
        (0..30).for_each(|_| desk.add());
        desk
    }
    fn path(&self, path: &str) -> PathBuf {
        self.site.path().join(path)
    }
    fn any(&mut self) -> PathBuf {
        let at = self.dice.below(self.documents.len());
        self.documents[at].clone()
    }
    fn put(&self, path: &PathBuf, text: &str) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    fn add(&mut self) {
        let kind = ["news", "study", "practice"][self.dice.below(3)];
        let folder = ["", "/2025", "/2026", "/2026/a"][self.dice.below(4)];
        let path = self.path(&format!("content/{kind}{folder}/d{}.md", self.made));
        self.put(&path, &document(self.made, "开始。"));
        self.documents.push(path);
        self.made += 1;
    }
    /// A file whole in another's place, as editors save.
    fn save_by_rename(&mut self) {
        let path = self.any();
        let text = std::fs::read_to_string(&path).unwrap();
        let beside = path.with_extension("md.new");
        std::fs::write(&beside, format!("{text}\n换名保存{}。\n", self.dice.below(1000))).unwrap();
        std::fs::rename(beside, path).unwrap();
    }
    fn rename(&mut self) {
        let path = self.any();
        let to = path.with_file_name(format!("r{}.md", self.made));
        self.made += 1;
        std::fs::rename(&path, &to).unwrap();
        self.documents.retain(|other| *other != path);
        self.broken
            .retain(|(other, _)| *other != path || self.documents.is_empty());
        self.documents.push(to);
    }
    fn remove(&mut self) {
        if self.documents.len() > 10 {
            let path = self.any();
            std::fs::remove_file(&path).unwrap();
            self.documents.retain(|other| *other != path);
        }
    }
    /// A folder of documents goes elsewhere.
    fn move_folder(&mut self) {
        let from = self.path("content/news/2026");
        let to = self.path(&format!("content/news/m{}", self.made));
        if std::fs::rename(&from, &to).is_ok() {
            self.made += 1;
            for path in &mut self.documents {
                if let Ok(rest) = path.strip_prefix(&from) {
                    *path = to.join(rest);
                }
            }
        }
    }
    fn break_or_mend(&mut self) {
        if let Some((path, text)) = self.broken.pop() {
            return self.put(&path, &text);
        }
        let path = match self.dice.below(4) {
            0 => self.path("site.toml"),
            1 => self.path("content/units/finance.md"),
            2 => self.path("content/guidance/opinion.md"),
            _ => self.path("content/notices/plans.md"),
        };
        let text = std::fs::read_to_string(&path).unwrap();
        let broken = match self.dice.below(3) {
            0 => text.replacen("title", "titel", 1).replacen("name", "nmae", 1),
            1 => format!("{text}\n\u{0}"),
            _ => text.chars().take(12).collect(),
        };
        self.put(&path, &broken);
        self.broken.push((path, text));
    }
    fn restyle(&mut self) {
        let number = self.dice.below(1000);
        self.put(
            &self.path("theme/own.css"),
            &format!("p {{ margin: {number}px; }}\n"),
        );
        let template = self.path("templates/not-found.html");
        if std::fs::remove_file(&template).is_err() {
            self.put(&template, &format!("<!doctype html><body>没有{number}</body>\n"));
        }
    }
    fn step(&mut self) {
        match self.dice.below(12) {
            0 | 1 => self.add(),
            2 => self.remove(),
            3 => self.rename(),
            4 => self.move_folder(),
            5 | 6 => self.break_or_mend(),
            7 => self.save_by_rename(),
            8 => self.restyle(),
            _ => {
                let (path, number) = (self.any(), self.dice.below(1000));
                self.put(&path, &document(number, &format!("改成{number}。")));
            }
        }
    }
}

fn setting(name: &str, otherwise: u64) -> u64 {
    let text = std::env::var(name).unwrap_or_default();
    text.parse().unwrap_or(otherwise)
}

#[test]
fn after_many_edits_the_preview_is_a_clean_build() {
    let (steps, seed) = (
        setting("SIHAO_SOAK_STEPS", 60),
        setting("SIHAO_SOAK_SEED", 20_261_120),
    );
    let mut desk = Desk::new(seed);
    let served = Served::start(&desk.site, &[]);
    let _ = served.get("sihao.json");
    let before = (served.status("Threads"), served.status("VmRSS"));
    for step in 0..steps {
        desk.step();
        match desk.dice.below(4) {
            0 => {
                let _ = served.get("index.html");
                let _ = served.get("news/index.html");
            }
            1 if step % 16 == 0 => {
                let _ = served.get("sihao.json");
            }
            pause => std::thread::sleep(Duration::from_millis(pause as u64 * 12)),
        }
    }
    for (path, text) in std::mem::take(&mut desk.broken) {
        desk.put(&path, &text);
    }
    // The mark is seen when all before it is, since changes are made in their order; but for what was written into a folder as it came,
    // which is looked for once more a moment later.
    std::thread::sleep(Duration::from_millis(700));
    let mark = desk.path("content/news/mark.md");
    desk.put(&mark, &document(1, "到此为止。"));
    served.shows("news/mark.html", "到此为止。");
    served.until("~sihao/state?path=index.html", |answer| {
        answer.json()["errors"] == 0
    });
    equals_a_build(&desk.site, &served);
    if let (Some(threads), Some(memory)) = before
        && let (Some(threads_now), Some(memory_now)) = (served.status("Threads"), served.status("VmRSS"))
    {
        assert!(
            threads_now <= threads + 8,
            "{threads} threads became {threads_now}"
        );
        assert!(
            memory_now <= memory + 40_000 + steps * 20,
            "{memory} kB became {memory_now} kB"
        );
    }
}
