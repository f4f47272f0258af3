//! Two equal sites of the same documents: one for us, one for Hugo.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark writes its own sites, and removes them"
)]

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use crate::corpus::Texts;

const UNITS: usize = 100;
const CRITERIA: [(&str, &str); 4] = [
    ("political", "政治坚定好"),
    ("learning", "学习创新好"),
    ("service", "勤政为民好"),
    ("integrity", "清正廉洁好"),
];
/// Folder, name, and how many of ten documents are of the kind.
const KINDS: [(&str, &str, usize); 7] = [
    ("plans", "年度创建计划", 1),
    ("summaries", "自查总结", 1),
    ("guidance", "意见方案", 1),
    ("notices", "通知通报", 1),
    ("news", "工作动态", 3),
    ("study", "学习材料", 2),
    ("practice", "经验做法", 1),
];

/// The facts of one document.
struct Document {
    folder: &'static str,
    title: String,
    unit: usize,
    year: usize,
    date: String,
    criterion: &'static str,
    number: Option<String>,
    is_report: bool,
}

impl Document {
    fn new(number: usize) -> Document {
        let mut rest = number % 10;
        let mut kind = KINDS[0];
        for candidate in KINDS {
            kind = candidate;
            if rest < candidate.2 {
                break;
            }
            rest -= candidate.2;
        }
        let unit = number / 10 % UNITS;
        let year = 2015 + (unit * 3 + number / 1000) % 10;
        let is_official = matches!(kind.0, "guidance" | "notices");
        Document {
            folder: kind.0,
            title: format!("{}（{year}年第{number}号）", kind.1),
            unit,
            year,
            date: format!("{year}-{:02}-{:02}", number % 12 + 1, number / 12 % 28 + 1),
            criterion: CRITERIA[number % 4].0,
            number: is_official.then(|| format!("云江直工发〔{year}〕{number}号")),
            is_report: matches!(kind.0, "plans" | "summaries"),
        }
    }

    fn path(&self, number: usize) -> String {
        format!("content/{}/{}/n{number:06}.md", self.folder, self.year)
    }

    fn for_us(&self, text: &str) -> String {
        let mut front = format!(
            "---\ntitle: {}\ndate: {}\nunit: u{:03}\nyear: {}\ncriteria: [{}]\n",
            self.title, self.date, self.unit, self.year, self.criterion
        );
        if let Some(number) = &self.number {
            let _ = write!(front, "doc_type: 通知\ndoc_no: {number}\n");
        }
        if self.is_report {
            let _ = writeln!(front, "submitted: {}", self.date);
        }
        format!("{front}---\n\n{text}")
    }

    fn for_hugo(&self, text: &str) -> String {
        let mut front = format!(
            "---\ntitle: {}\ndate: {}\nunits: [u{:03}]\nyears: [\"{}\"]\ncriteria: [{}]\n",
            self.title, self.date, self.unit, self.year, self.criterion
        );
        if let Some(number) = &self.number {
            let _ = writeln!(front, "doc_no: {number}");
        }
        format!("{front}---\n\n{text}")
    }
}

/// Writes both sites.
pub(crate) fn write(folder: &Path, documents: usize, texts: &Texts) -> io::Result<()> {
    let (ours, hugo) = (folder.join("sihao"), folder.join("hugo"));
    let config = "[site]\ntitle = \"“四好班子”创建活动专栏\"\norganisation = \"中共云江市委市直属机关工作委员会\"\norganisation_short = \"市直机关工委\"\nbase_url = \"https://example.invalid/\"\n";
    put(&ours.join("site.toml"), config)?;
    let layouts = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/hugo");
    for entry in walkdir::WalkDir::new(&layouts)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
    {
        let path = entry.path().strip_prefix(&layouts).unwrap_or(entry.path());
        put(&hugo.join(path), &std::fs::read_to_string(entry.path())?)?;
    }
    for unit in 0..UNITS {
        let name = format!("第{unit:03}工作单位");
        put(
            &ours.join(format!("content/units/u{unit:03}.md")),
            &format!(
                "---\nname: {name}\ncategory: government\norder: {}\n---\n\n单位简介。\n",
                unit + 1
            ),
        )?;
        put(
            &hugo.join(format!("content/units/u{unit:03}/_index.md")),
            &format!("---\ntitle: {name}\n---\n\n单位简介。\n"),
        )?;
    }
    for (weight, (kind, name, _)) in KINDS.iter().enumerate() {
        put(
            &hugo.join(format!("content/{kind}/_index.md")),
            &format!("---\ntitle: {name}\nweight: {}\n---\n", weight + 1),
        )?;
    }
    for (criterion, name) in CRITERIA {
        put(
            &hugo.join(format!("content/criteria/{criterion}/_index.md")),
            &format!("---\ntitle: {name}\n---\n"),
        )?;
    }
    for number in 0..documents {
        let (document, text) = (Document::new(number), texts.cut(number));
        put(&ours.join(document.path(number)), &document.for_us(&text))?;
        put(&hugo.join(document.path(number)), &document.for_hugo(&text))?;
    }
    Ok(())
}

/// The document that is edited, relative to the root of either site.
pub(crate) fn edited() -> String {
    Document::new(5).path(5)
}

/// Adds a sentence to one document; another one in every run.
pub(crate) fn edit(root: &Path, run: usize) -> io::Result<()> {
    let path = root.join(edited());
    let text = std::fs::read_to_string(&path)?;
    std::fs::write(&path, format!("{text}\n第{run}次补充的一句话。\n"))
}

/// Removes what was made, as far as it goes.
pub(crate) fn remove(folder: &Path) {
    let _ = std::fs::remove_dir_all(folder);
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)
}
