//! Encodings as they come from the machines of the trade.

#![expect(clippy::disallowed_methods, reason = "tests write the files that they read")]

use super::*;

fn decoded(bytes: &[u8]) -> (Option<String>, Vec<&'static str>) {
    let (text, told) = decode(&"content/a.md".into(), bytes);
    (
        text.map(|t| t.text().to_owned()),
        told.iter().map(|d| d.code).collect(),
    )
}

fn gb(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

#[test]
fn utf8_is_taken_as_it_is_with_its_line_ends() {
    let text = "标题：年度计划\r\n正文\r";
    assert_eq!(decoded(text.as_bytes()), (Some(text.to_owned()), vec![]));
    assert_eq!(decoded(b""), (Some(String::new()), vec![]));
}

#[test]
fn a_mark_is_taken_off() {
    assert_eq!(
        decoded("\u{feff}---\n".as_bytes()),
        (Some("---\n".to_owned()), vec![])
    );
    let mut wide = vec![0xff, 0xfe];
    wide.extend("通知\n".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(decoded(&wide), (Some("通知\n".to_owned()), vec![]));
}

#[test]
fn chinese_of_old_notepad_is_read_with_a_warning() {
    for text in [
        "通知",
        "你好",
        "年度计划",
        "关于印发《创建活动方案》的通知，２０２６年",
        "title: 班子\n",
    ] {
        assert_eq!(
            decoded(&gb(text)),
            (Some(text.to_owned()), vec!["encoding/gb18030"]),
            "{text}"
        );
    }
}

#[test]
fn utf8_of_two_byte_letters_alone_stays_utf8() {
    for text in ["naïve façade", "§1", "Привет мир", "α"] {
        assert_eq!(
            decoded(text.as_bytes()),
            (Some(text.to_owned()), vec![]),
            "{text}"
        );
    }
}

#[test]
fn what_shows_no_encoding_is_refused() {
    let mut mixed = "这一段是好的文字".as_bytes().to_vec();
    mixed.extend(gb("行"));
    let cut = "这一段文字".as_bytes().get(..14).unwrap().to_vec();
    for bytes in [
        mixed,
        cut,
        b"caf\xe9 au lait".to_vec(),
        vec![0xff, 0xd8, 0xff, 0xe1, 0x9c],
    ] {
        assert_eq!(decoded(&bytes), (None, vec!["encoding/unknown"]), "{bytes:?}");
    }
}

#[test]
fn zero_bytes_are_no_text() {
    assert_eq!(decoded(b"PK\x03\x04\x00\x00"), (None, vec!["file/binary"]));
    assert_eq!(decoded(&[0xff, 0xfe, 0, 0]), (None, vec!["file/binary"]));
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let dir = tempfile::tempdir().unwrap();
    let disk = dir.path().join("a.md");
    let handle = std::fs::File::create(&disk).unwrap();
    handle.set_len(LIMIT + 1).unwrap();
    let mut file = FoundFile {
        area: super::super::Area::Content,
        path: "content/a.md".into(),
        disk,
        size: 0,
        modified: None,
        number: 0,
    };
    assert_eq!(read(&file).1[0].code, "file/too-large");
    file.disk = dir.path().join("gone.md");
    assert_eq!(read(&file).1[0].code, "file/unreadable");
    file.disk = dir.path().join("b.md");
    std::fs::write(&file.disk, "文").unwrap();
    assert_eq!(read(&file).0.unwrap().text(), "文");
}
