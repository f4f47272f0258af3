//! The keys of front matter, English and Chinese (DESIGN.md §3).

/// A key's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The English name, by which the code asks for it.
    pub english: &'static str,
    /// The Chinese name; empty where there is none.
    pub chinese: &'static str,
    /// Another Chinese name, as people shorten it; empty where there is none.
    pub short: &'static str,
}

impl Key {
    /// Whether the key goes by that name.
    pub fn is(&self, name: &str) -> bool {
        !name.is_empty() && (name == self.english || name == self.chinese || name == self.short)
    }
    /// Its names, for suggestions.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.english, self.chinese, self.short]
            .into_iter()
            .filter(|name| !name.is_empty())
    }
    /// `draft（草稿）`: both names at once.
    pub fn both(&self) -> String {
        if self.chinese.is_empty() {
            self.english.to_owned()
        } else {
            format!("{}（{}）", self.english, self.chinese)
        }
    }
}

const fn key(english: &'static str, chinese: &'static str) -> Key {
    Key {
        english,
        chinese,
        short: "",
    }
}

const fn short(english: &'static str, chinese: &'static str, short: &'static str) -> Key {
    Key {
        english,
        chinese,
        short,
    }
}

/// Documents.
pub const DOCUMENT: &[Key] = &[
    key("title", "标题"),
    key("kind", "栏目"),
    key("unit", "单位"),
    key("units", "涉及单位"),
    key("year", "年度"),
    key("date", "发布日期"),
    key("date_written", "成文日期"),
    key("doc_type", "文种"),
    key("doc_no", "发文字号"),
    key("issuers", "发文机关"),
    key("signature", "署名"),
    short("recipients", "主送机关", "主送"),
    short("cc", "抄送机关", "抄送"),
    key("attachments", "附件"),
    key("note", "附注"),
    key("print_org", "印发机关"),
    key("print_date", "印发日期"),
    key("signer", "签发人"),
    key("urgency", "紧急程度"),
    key("index_no", "索引号"),
    key("topic", "主题分类"),
    key("status", "有效性"),
    key("replaces", "废止"),
    key("amends", "修改"),
    key("criteria", "对应四好"),
    key("submitted", "报送日期"),
    key("study", "学习安排"),
    key("honours", "表扬"),
    key("revokes", "撤销表扬"),
    key("results", "考核结果"),
    key("public_results", "公开考核结果"),
    key("source", "来源"),
    key("author", "供稿"),
    key("editor", "责任编辑"),
    key("reviewer", "审核"),
    key("summary", "摘要"),
    key("tags", "标签"),
    key("pinned", "置顶"),
    key("slug", "网址名"),
    key("draft", "草稿"),
    key("publish_on", "上线日期"),
    key("expires_on", "下线日期"),
    key("internal", "内部"),
    key("allow", "豁免"),
];

/// Keys whose presence alone is an error, wherever they stand.
pub const SECRECY: &[Key] = &[key("secrecy", "密级"), key("copy_no", "份号")];

/// Units.
pub const UNIT: &[Key] = &[
    key("name", "名称"),
    key("short", "简称"),
    key("aliases", "别名"),
    key("former_names", "曾用名"),
    key("category", "类别"),
    key("order", "排序"),
    key("from", "设立"),
    key("to", "撤销"),
    key("successor", "承继单位"),
    key("contact", "联系方式"),
];

/// Free pages, and the prose above lists.
pub const PAGE: &[Key] = &[
    key("title", "标题"),
    key("summary", "摘要"),
    key("slug", "网址名"),
    key("draft", "草稿"),
    key("internal", "内部"),
    key("allow", "豁免"),
];

/// An item of `attachments`.
pub const ATTACHMENT: &[Key] = &[key("title", "名称"), key("file", "文件")];
/// An item of `study`.
pub const STUDY: &[Key] = &[key("date", "日期"), key("topic", "主题"), key("place", "地点")];
/// An item of `honours`.
pub const HONOUR: &[Key] = &[
    key("unit", "单位"),
    key("title", "称号"),
    key("criteria", "对应四好"),
];
/// An item of `revokes`.
pub const REVOCATION: &[Key] = &[key("unit", "单位"), key("document", "文件")];
/// An item of `results`.
pub const RESULT: &[Key] = &[key("unit", "单位"), key("grade", "等次"), key("note", "说明")];

/// Whether any of the tables has a key of that name.
pub fn is_known(name: &str) -> bool {
    [
        DOCUMENT, SECRECY, UNIT, PAGE, ATTACHMENT, STUDY, HONOUR, REVOCATION, RESULT,
    ]
    .iter()
    .any(|keys| keys.iter().any(|key| key.is(name)))
}
