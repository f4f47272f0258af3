//! The text of the documents: a folder of Markdown files, or made Chinese text where there is none.

use std::path::Path;

/// Bytes of a document's text, about.
const LENGTH: usize = 3000;

/// Texts to take documents from.
pub(crate) struct Texts {
    /// Where they come from, for the report.
    pub(crate) origin: String,
    /// The paragraphs of each.
    texts: Vec<Vec<String>>,
}

/// Reads the corpus; makes text if there is none.
pub(crate) fn texts(folder: Option<&Path>) -> Texts {
    let mut texts = folder.map(read).unwrap_or_default();
    texts.retain(|paragraphs| paragraphs.iter().map(String::len).sum::<usize>() > LENGTH / 2);
    match folder {
        Some(folder) if !texts.is_empty() => Texts {
            origin: format!("{} files of {}", texts.len(), folder.display()),
            texts,
        },
        _ => Texts {
            origin: "made (no corpus given: --corpus or SIHAO_CORPUS)".to_owned(),
            texts: (0..200).map(make).collect(),
        },
    }
}

impl Texts {
    /// The text of a document. Where there are more documents than texts, each turn begins further on in the text.
    pub(crate) fn cut(&self, number: usize) -> String {
        let Some(paragraphs) = self.texts.get(number % self.texts.len()) else {
            return String::new();
        };
        let begin = number / self.texts.len() * 5 % paragraphs.len();
        let mut text = String::new();
        for paragraph in paragraphs.iter().cycle().skip(begin).take(paragraphs.len()) {
            if !text.is_empty() && text.len() + paragraph.len() > LENGTH {
                break;
            }
            text.push_str(paragraph);
            text.push_str("\n\n");
        }
        text
    }
}

fn read(folder: &Path) -> Vec<Vec<String>> {
    let files = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    let markdown = files.filter(|entry| {
        entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "md")
    });
    let texts = markdown.filter_map(|entry| std::fs::read_to_string(entry.path()).ok());
    // A title is the front matter's matter, and a comment nobody's.
    let is_text = |paragraph: &&str| {
        !paragraph.starts_with("# ") && !paragraph.starts_with('<') && !paragraph.trim().is_empty()
    };
    texts
        .map(|text| {
            text.split("\n\n")
                .filter(is_text)
                .map(|paragraph| paragraph.trim().to_owned())
                .collect()
        })
        .collect()
}

const SUBJECTS: [&str; 8] = [
    "领导班子",
    "各责任科室",
    "机关党支部",
    "窗口服务单位",
    "年轻干部",
    "驻村工作队",
    "办公室",
    "全体干部职工",
];
const DEEDS: [&str; 10] = [
    "逐项对照年度创建计划查找差距",
    "把学习安排落实到每周每人",
    "公开办事流程和办理时限",
    "走访基层听取意见建议",
    "完善议事规则和决策程序",
    "建立问题清单并按月销号",
    "压减会议文件和报表",
    "组织业务骨干上台授课",
    "梳理群众反映集中的事项",
    "开展谈心谈话并做好记录",
];
const RESULTS: [&str; 8] = [
    "办理时间缩短三分之一",
    "意见建议全部得到答复",
    "制度汇编已经印发",
    "年内完成全部整改",
    "学习笔记定期交流",
    "群众满意度有所提高",
    "台账做到一事一档",
    "存在问题仍需持续用力",
];

fn make(seed: usize) -> Vec<String> {
    let pick = |list: &'static [&'static str], number: usize| {
        list.get(number % list.len()).copied().unwrap_or_default()
    };
    let mut paragraphs = Vec::new();
    for part in 0..6 {
        paragraphs.push(format!("## 第{}部分 {}", part + 1, pick(&DEEDS, seed + part)));
        for line in 0..5 {
            let number = seed * 31 + part * 7 + line * 3;
            let sentence = |shift: usize| {
                let (subject, deed, result) = (
                    pick(&SUBJECTS, number + shift),
                    pick(&DEEDS, number / 3 + shift),
                    pick(&RESULTS, number / 5 + shift),
                );
                format!("{subject}{deed}，{result}。")
            };
            paragraphs.push((0..4).map(sentence).collect());
        }
    }
    paragraphs
}
