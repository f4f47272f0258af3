//! Lines taken apart, and the way back from a mended text.

use super::*;

fn scanned(text: &str) -> PreScan {
    pre_scan(&SourceText::new("content/a.md", text), Span::new(0, text.len()))
}

#[test]
fn a_mended_text_leads_back_to_its_file() {
    let text = "标题：甲\nyear:2026\n\t- 乙\n";
    let scan = scanned(text);
    assert_eq!(scan.mended.text(), "标题: 甲\nyear: 2026\n  - 乙\n");
    for word in ["标题", "甲", "year", "2026", "乙"] {
        let at = scan.mended.text().find(word).unwrap();
        let span = scan.mended.span(at, at + word.len());
        assert_eq!(text.get(span.start as usize..span.end as usize), Some(word));
    }
    let end = scan.mended.text().len();
    assert_eq!(scan.mended.source_offset(end), text.len());
}

#[test]
fn text_without_slips_is_left_as_it_is() {
    let text =
        "title: 关于：一\nurl: http://a.cn/：b\nsummary: >-\n  时间：三月\n\ttab\n  单位:甲\ntags: [a]\n";
    let scan = scanned(text);
    assert_eq!(scan.mended.text(), text);
    assert!(scan.told.is_empty(), "{:?}", scan.told);
}

#[test]
fn a_line_shows_its_key_and_its_value() {
    let parts = |raw: &'static str| {
        let line = Line::new(raw, 0);
        (
            line.key().map(|key| key.name),
            line.value().map(|(_, value)| value),
        )
    };
    assert_eq!(parts("标题: 甲: 乙\r\n"), (Some("标题"), Some("甲: 乙")));
    assert_eq!(parts("  - 单位：财政局\n"), (Some("单位"), Some("财政局")));
    assert_eq!(parts("  - 甲\n"), (None, Some("甲")));
    assert_eq!(parts("10:30 开会"), (None, None));
    assert_eq!(parts("http://a.cn"), (None, None));
    assert_eq!(parts("  说明：一"), (Some("说明"), Some("一")));
    assert_eq!(parts("  其他：一"), (None, None));
}
