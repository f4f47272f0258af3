//! Names with hashes, a site's own files, addresses in styles.

use super::embedded;
use crate::theme::embedded::Embedded;
use crate::theme::{Asset, OwnAsset, Theme};

fn text(asset: &Asset) -> &str {
    std::str::from_utf8(&asset.bytes).unwrap()
}

fn asset<'t>(theme: &'t Theme, name: &str) -> &'t Asset {
    theme.assets().iter().find(|asset| asset.name == name).unwrap()
}

fn styles(files: &[(&str, &str)]) -> (Theme, Vec<crate::diagnostic::Diagnostic>) {
    let embedded = Embedded {
        templates: Vec::new(),
        assets: files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect(),
    };
    Theme::over(&embedded, &[], &[])
}

#[test]
fn names_hold_ten_digits_of_the_content() {
    let (theme, _) = Theme::over(&embedded(), &[], &[]);
    // sha256("<svg/>") begins so.
    let digest = sha2_of(b"<svg/>");
    assert_eq!(
        asset(&theme, "icon.svg").path.as_str(),
        format!("assets/icon.{digest}.svg")
    );
}

fn sha2_of(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(bytes);
    digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn addresses_in_styles_become_hashed_names() {
    let css = "a{b:url( \"img/x.png\" )}c{d:url('f.woff2?#iefix')}e{f:url(data:x,y)}g{h:url(#i)}j{k:url(/l)}m{n:url(https://a.cn/b)}";
    let (theme, told) = styles(&[
        ("site.css", css),
        ("img/x.png", "p"),
        ("f.woff2", "f"),
        ("sub/s.css", "a{b:url(../img/x.png)}"),
    ]);
    assert_eq!(told, []);
    let png = asset(&theme, "img/x.png")
        .path
        .as_str()
        .strip_prefix("assets/")
        .unwrap();
    let font = asset(&theme, "f.woff2")
        .path
        .as_str()
        .strip_prefix("assets/")
        .unwrap();
    let wanted = css.replace("img/x.png", png).replace("f.woff2", font);
    assert_eq!(text(asset(&theme, "site.css")), wanted);
    assert_eq!(text(asset(&theme, "sub/s.css")), format!("a{{b:url(../{png})}}"));
}

#[test]
fn a_style_is_named_after_what_it_refers_to() {
    let name = |svg: &str| {
        let (theme, _) = styles(&[("a.css", "x{y:url(b.svg)}"), ("b.svg", svg)]);
        asset(&theme, "a.css").path.clone()
    };
    assert_ne!(name("1"), name("2"));
    assert_eq!(name("1"), name("1"));
}

#[test]
fn an_address_that_leads_nowhere_is_told_and_a_ring_ends() {
    let (theme, told) = styles(&[("a.css", "x{y:url(nope.svg)}z{y:url(../../up.svg)}")]);
    let codes: Vec<&str> = told.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["theme/missing-asset"; 2]);
    assert_eq!(told[0].place.as_ref().unwrap().file.as_ref(), "theme/a.css");
    assert_eq!(
        text(asset(&theme, "a.css")),
        "x{y:url(nope.svg)}z{y:url(../../up.svg)}"
    );
    let (theme, told) = styles(&[("a.css", "@import url(b.css)"), ("b.css", "@import url(a.css)")]);
    assert_eq!((theme.assets().len(), told.len()), (2, 1));
}

#[test]
fn a_sites_own_file_wins_and_a_missing_one_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("site.css");
    std::io::Write::write_all(&mut std::fs::File::create(&disk).unwrap(), b"own{}").unwrap();
    let own = [
        OwnAsset {
            name: "site.css".into(),
            disk,
        },
        OwnAsset {
            name: "图 标.svg".into(),
            disk: folder.path().join("site.css"),
        },
        OwnAsset {
            name: "gone.js".into(),
            disk: folder.path().join("gone.js"),
        },
    ];
    let (theme, told) = Theme::over(&embedded(), &[], &own);
    assert_eq!(text(asset(&theme, "site.css")), "own{}");
    assert!(
        asset(&theme, "图 标.svg")
            .path
            .as_str()
            .starts_with("assets/tu-biao.")
    );
    assert_eq!(
        told.iter().map(|d| d.code).collect::<Vec<_>>(),
        ["theme/unreadable"]
    );
}
