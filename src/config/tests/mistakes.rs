//! One mistake a text.

use super::read;
use crate::source::wording::Wording;

const KIND: &str = "[[kinds]]\nid = 'a'\nname = '甲'\nfolder = 'a'\n";

/// Code, line, column.
type Told = (&'static str, u32, u32);

const MISTAKES: &[(&str, &[Told])] = &[
    // TOML.
    ("[site]\ntitle = “专栏”\n", &[("config/syntax", 2, 9)]),
    ("[site]\ntitle = 专栏\n", &[("config/syntax", 2, 9)]),
    ("[site]\ntitle = \"专栏\n", &[("config/syntax", 2, 12)]),
    ("[site]\ntitle：\"专栏\"\n", &[("config/syntax", 2, 6)]),
    ("[site\ntitle = \"专栏\"\n", &[("config/syntax", 1, 6)]),
    (
        "[site]\ntitle = \"a\"\ntitle = \"b\"\n",
        &[("config/duplicate-key", 3, 1)],
    ),
    ("[site]\n[site]\n", &[("config/duplicate-key", 2, 2)]),
    ("[site]\ntitle =\n", &[("config/syntax", 2, 8)]),
    ("标题 = 1\n", &[("config/syntax", 1, 1)]),
    (
        "[site]\ntitle = “专栏”\nlanguage = “中文”\n",
        &[("config/syntax", 2, 9), ("config/syntax", 3, 12)],
    ),
    // Keys and shapes.
    ("[sight]\n", &[("config/unknown-key", 1, 2)]),
    ("[site]\ntitel = 'a'\n", &[("config/unknown-key", 2, 1)]),
    ("site = 3\n", &[("config/wrong-shape", 1, 8)]),
    ("[site]\ntitle = ['a']\n", &[("config/wrong-shape", 2, 9)]),
    ("kinds = 'plan'\n", &[("config/wrong-shape", 1, 9)]),
    ("kinds = []\n", &[("config/no-kinds", 1, 1)]),
    // [site].
    ("[site]\nlanguage = 'fr'\n", &[("config/language", 2, 12)]),
    ("[site]\nbase_url = 'www.a.cn'\n", &[("config/base-url", 2, 12)]),
    ("[site]\nbase_url = 'https:///a'\n", &[("config/base-url", 2, 12)]),
    (
        "[site]\ngrey_days = ['13-12', '清明', '2026-02-30']\n",
        &[
            ("config/grey-day", 2, 14),
            ("config/grey-day", 2, 23),
            ("config/no-such-day", 2, 29),
        ],
    ),
    // Kinds.
    (
        "[[kinds]]\nname = '甲'\nfolder = 'a'\n",
        &[("config/missing-key", 1, 1)],
    ),
    (
        "[[kinds]]\nid = '甲'\nname = '甲'\nfolder = '甲 乙'\n",
        &[("config/id", 2, 6), ("config/folder", 4, 10)],
    ),
    (
        "[[kinds]]\nid = 'a'\nname = '甲'\nfolder = 'units'\n",
        &[("config/reserved-folder", 4, 10)],
    ),
    (
        "[[kinds]]\nid = 'b'\nname = '乙'\nfolder = 'b'\nper_unit = '是'\n",
        &[("config/boolean", 5, 12)],
    ),
    (
        "[[kinds]]\nid = 'a'\nname = '甲'\nfolder = 'a'\n[[kinds]]\nid = 'a'\nname = '甲'\nfolder = 'a'\n",
        &[
            ("config/duplicate", 6, 6),
            ("config/duplicate", 7, 8),
            ("config/duplicate", 8, 10),
        ],
    ),
    (
        "[[unit_categories]]\nid = 'a'\nname = '甲'\n[[unit_categories]]\nid = 'b'\nname = '甲'\n",
        &[("config/duplicate", 6, 8)],
    ),
    // Campaign.
    (
        "[campaign]\ncriteria = [{ id = 'a', name = '甲' }, { id = 'a', name = '乙' }]\n",
        &[("config/duplicate", 2, 46)],
    ),
    (
        "[campaign]\nappraisal = { every = 0, first = 2021 }\n",
        &[("config/every", 2, 23)],
    ),
    (
        "[campaign]\nappraisal = { every = 2 }\n",
        &[("config/missing-key", 2, 13)],
    ),
    (
        "[campaign]\nappraisal = { every = '两', first = 21 }\n",
        &[("config/number", 2, 23), ("config/year", 2, 36)],
    ),
    (
        "[[campaign.obligations]]\nkind = 'plam'\ndue = '03-31'\nfrom = 2020\n",
        &[("config/unknown-kind", 2, 8)],
    ),
    (
        "[[campaign.obligations]]\nkind = 'plan'\ndue = '3月31日'\nfrom = 2020\n",
        &[("config/month-day", 3, 7)],
    ),
    (
        "[[campaign.obligations]]\nkind = 'plan'\ndue = '02-30'\nfrom = 2020\n",
        &[("config/month-day", 3, 7)],
    ),
    (
        "[[campaign.obligations]]\nkind = 'plan'\nfrom = 2020\n",
        &[("config/missing-key", 1, 1)],
    ),
    (
        "[[campaign.obligations]]\nkind = 'plan'\ndue = '03-31'\nfrom = 2025\nto = 2024\n",
        &[("config/from-after-to", 5, 6)],
    ),
    (
        "[[campaign.obligations]]\nkind = 'plan'\ndue = '03-31'\nfrom = 2020\ncategories = ['goverment']\n",
        &[("config/unknown-category", 5, 15)],
    ),
    (
        "[[campaign.obligations]]\nkind = 'plan'\ndue = '03-31'\nfrom = 2020\noverrides = { '25' = '2025-04-15', '2026' = '四月' }\n",
        &[("config/year", 5, 15), ("config/date-form", 5, 45)],
    ),
    // Ledger, check, menu.
    ("[ledger]\npublic = 'all'\n", &[("config/unknown-word", 2, 10)]),
    (
        "[ledger]\nlabels = { overdu = '未报' }\n",
        &[("config/unknown-key", 2, 12)],
    ),
    (
        "[check]\n'privacy/mobile-number' = 'warn'\n",
        &[("config/unknown-word", 2, 27)],
    ),
    (
        "[check.privacy]\nmobile = 'off'\n",
        &[("config/wrong-shape", 1, 1)],
    ),
    ("[nav]\n'外网' = 'http://a.cn/'\n", &[("config/nav-path", 2, 8)]),
    ("[[nav]]\nlabel = '关于'\n", &[("config/missing-key", 1, 1)]),
];

#[test]
fn each_mistake_is_told_by_its_name_at_its_place_and_nothing_else_is() {
    let mut wrong = String::new();
    for (text, expected) in MISTAKES {
        let (config, told) = read(text);
        let mut found: Vec<_> = told
            .iter()
            .map(|d| {
                d.place
                    .as_ref()
                    .map_or((d.code, 0, 0), |p| (d.code, p.line, p.column))
            })
            .collect();
        found.sort_by_key(|(code, line, column)| (*line, *column, *code));
        if found != *expected || config.is_some() {
            wrong.push_str(&format!(
                "{text:?}\n  expected {expected:?}\n  found    {found:?}\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_stands_twice_names_the_first() {
    let (_, told) = read(&format!("{KIND}{KIND}"));
    let lines: Vec<_> = told.iter().map(|d| d.first.as_ref().unwrap().line).collect();
    assert_eq!(lines, [2, 3, 4]);
}

#[test]
fn every_mistake_has_words_in_both_languages() {
    let wording = Wording::new();
    for (text, _) in MISTAKES {
        let (_, told) = read(text);
        for told in told {
            assert!(wording.is_whole(&told), "{text}: {told:?}");
        }
    }
}
