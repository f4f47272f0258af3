//! Links, images, bare addresses.

use super::super::{Href, LinkKind};
use super::{html, html_with, scanned, slice};

fn destinations(text: &str) -> Vec<String> {
    scanned(text)
        .0
        .links
        .into_iter()
        .map(|link| link.destination.value)
        .collect()
}

#[test]
fn bare_addresses_become_links_and_stop_at_chinese() {
    assert_eq!(
        destinations("见http://a.cn/b_c，和 https://b.cn/x?y=1&z=2。以及HTTPS://C.CN了解"),
        ["http://a.cn/b_c", "https://b.cn/x?y=1&z=2", "HTTPS://C.CN"]
    );
    assert_eq!(
        destinations("（https://a.cn/b）(https://a.cn/c(d)) http://a.cn. “http://b.cn”"),
        [
            "https://a.cn/b",
            "https://a.cn/c(d)",
            "http://a.cn",
            "http://b.cn"
        ]
    );
    assert_eq!(
        destinations("`http://a.cn` http:// xhttp://c ftp://d \n\n```\nhttp://e.cn\n```\n"),
        [] as [&str; 0]
    );
    assert_eq!(
        html("见 http://a.cn/?a=1&b=2。"),
        "<p>见 <a href=\"http://a.cn/?a=1&amp;b=2\" rel=\"noopener noreferrer\">http://a.cn/?a=1&amp;b=2</a>。</p>\n"
    );
}

#[test]
fn an_image_of_another_host_is_a_link_that_loads_nothing() {
    let link =
        |words: &str| format!("<p><a href=\"//a.cn/b.png\" rel=\"noopener noreferrer\">{words}</a></p>\n");
    assert_eq!(html("![图](//a.cn/b.png)"), link("图"));
    assert_eq!(html("![](//a.cn/b.png)"), link("//a.cn/b.png"));
    assert_eq!(
        html("[![图](http://a.cn/b.png)](c.html)<a href=\"d.html\">![图](http://a.cn/b.png)</a>"),
        "<p><a href=\"c.html\">图</a><a href=\"d.html\">图</a></p>\n"
    );
    assert!(!html("![图](http://a.cn/b.png \"题\")").contains("<img"));
}

#[test]
fn a_bare_address_knows_its_place() {
    let text = "**注意。**见 http://a.cn/ 。";
    let (facts, _) = scanned(text);
    let span = facts.links[0].destination.span;
    assert_eq!(slice(text, span), "http://a.cn/");
}

#[test]
fn links_are_numbered_equally_by_scan_and_render() {
    let text = "[一](1.md)[^n] ![二 [三](3.md)](2.png) http://4.cn <a@5.cn> [坏](javascript:alert(1)) [六][r]\n\n[^n]: [七](7.md)\n[^off]: [无](8.md)\n\n[r]: 6.md\n";
    assert_eq!(
        destinations(text),
        [
            "1.md",
            "2.png",
            "3.md",
            "http://4.cn",
            "mailto:a@5.cn",
            "6.md",
            "7.md"
        ]
    );
    let page = html(text);
    for address in [
        "\"1.md\"",
        "\"2.png\"",
        "\"http://4.cn\"",
        "\"mailto:a@5.cn\"",
        "\"6.md\">六",
        "\"7.md\">七",
    ] {
        assert!(page.contains(address), "{address} in {page}");
    }
    assert!(page.contains("alt=\"二 三\""), "{page}");
    assert_eq!(scanned(text).0.links[1].kind, LinkKind::Image);
}

#[test]
fn a_hidden_target_leaves_the_text() {
    assert_eq!(
        html_with("见[办**法**](a.md)。", &[Href::Unlinked]),
        "<p>见办<strong>法</strong>。</p>\n"
    );
    assert_eq!(html_with("![图意](a.png)", &[Href::Unlinked]), "<p>图意</p>\n");
    assert_eq!(
        html_with("![图意](a.png \"题\")", &[Href::Unlinked]),
        "<p>图意</p>\n"
    );
}

#[test]
fn downloads_name_their_file() {
    assert_eq!(
        html_with(
            "[表](a.xlsx)",
            &[Href::Download("../a.xlsx".into(), "计划表 \"新\".xlsx".into())]
        ),
        "<p><a href=\"../a.xlsx\" download=\"计划表 &quot;新&quot;.xlsx\">表</a></p>\n"
    );
}

#[test]
fn images_have_sizes_and_load_late() {
    let size = Href::Image("../a.png".into(), Some((640, 480)));
    assert_eq!(
        html_with("前![图\"意](a.png)", std::slice::from_ref(&size)),
        "<p>前<img src=\"../a.png\" alt=\"图&quot;意\" width=\"640\" height=\"480\" loading=\"lazy\"></p>\n"
    );
    assert_eq!(
        html_with("![意](a.png \"现场\")", &[size]),
        "<figure><img src=\"../a.png\" alt=\"意\" width=\"640\" height=\"480\" loading=\"lazy\"><figcaption>现场</figcaption></figure>\n"
    );
}

#[test]
fn dangerous_destinations_are_never_written() {
    for bad in [
        "javascript:alert(1)",
        "JaVaScript:x",
        "data:text/html,x",
        "vbscript:x",
        "&#106;avascript:x",
        "java&#10;script:x",
    ] {
        let text = format!("前[文](<{bad}>)后 ![图](<{bad}>)");
        let (facts, told) = scanned(&text);
        assert!(facts.links.is_empty(), "{bad}");
        assert_eq!(
            told.iter().map(|d| d.code).collect::<Vec<_>>(),
            ["markdown/unsafe-link"; 2],
            "{bad}"
        );
        assert_eq!(html(&text), "<p>前文后 图</p>\n", "{bad}");
    }
    assert_eq!(
        html_with("[文](x)", &[Href::To("javascript:x".into())]),
        "<p>文</p>\n",
        "nor if the model says so"
    );
}

#[test]
fn no_link_stands_within_a_link() {
    let page = html(
        "<a href=\"x.html\">甲[乙](b.md)丙 http://c.cn</a> [丁<a href=\"y\">戊</a>](d.md) [己[^1]](e.md)\n\n[^1]: 注\n",
    );
    let mut depth = 0;
    for part in page.split('<').skip(1) {
        if part.starts_with("a ") {
            depth += 1;
        } else if part.starts_with("/a") {
            depth -= 1;
        }
        assert!((0..=1).contains(&depth), "{page}");
    }
    assert!(page.contains("甲乙丙"), "{page}");
}
