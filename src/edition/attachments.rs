//! 附件说明: the files beside a document and the attachments within its text, in one list.

use serde::Serialize;

use super::annex::Annex;
use super::words;
use crate::model::Attachment;

/// One line of the note of attachments.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Listed<'a> {
    pub(super) title: String,
    /// The file's address, or the id of the attachment's heading on this page.
    path: &'a str,
    /// For a file: what to save it as, what it is, how large it is.
    file: Option<File<'a>>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct File<'a> {
    name: &'a str,
    what: String,
    size: String,
}

/// Files stand as the document lists them. An attachment in the text takes the place that its number says; one without a number comes last.
/// One with the title of a file is that file, printed (7.3.4: both are called alike), and one without a title is not listed.
pub(super) fn listed<'a>(files: &'a [Attachment], annexes: &[Annex<'a>]) -> Vec<Listed<'a>> {
    let mut all: Vec<_> = files.iter().map(file).collect();
    for annex in annexes {
        let known = files.iter().any(|file| file.title == annex.title);
        if known || annex.title.is_empty() {
            continue;
        }
        let place = annex.number.map_or(all.len(), |number| number.saturating_sub(1));
        let line = Listed {
            title: annex.title.clone(),
            path: annex.id,
            file: None,
        };
        all.insert(place.min(all.len()), line);
    }
    all
}

fn file(attachment: &Attachment) -> Listed<'_> {
    Listed {
        title: attachment.title.clone(),
        path: attachment.address.as_str(),
        file: Some(File {
            name: &attachment.file_name,
            what: words::file_type(&attachment.file_name),
            size: words::size(attachment.size),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PagePath;

    fn attachment(title: &str) -> Attachment {
        Attachment {
            title: title.to_owned(),
            address: PagePath::new(format!("notices/{title}.docx")),
            file_name: format!("{title}.docx"),
            size: 1,
        }
    }

    fn titles(files: &[&str], annexes: &[(Option<usize>, &str)]) -> Vec<String> {
        let files: Vec<_> = files.iter().map(|title| attachment(title)).collect();
        let annexes: Vec<_> = annexes
            .iter()
            .map(|(number, title)| Annex::titled(*number, title))
            .collect();
        let listed = listed(&files, &annexes);
        listed.into_iter().map(|line| line.title).collect()
    }

    #[test]
    fn an_attachment_in_the_text_stands_where_its_number_says() {
        assert_eq!(titles(&["表"], &[(Some(1), "清单")]), ["清单", "表"]);
        assert_eq!(
            titles(&["表"], &[(Some(2), "清单"), (None, "说明")]),
            ["表", "清单", "说明"]
        );
        assert_eq!(titles(&[], &[(Some(9), "清单")]), ["清单"]);
    }

    #[test]
    fn what_is_both_a_file_and_in_the_text_is_listed_once() {
        assert_eq!(
            titles(&["清单", "表"], &[(Some(1), "清单"), (None, "")]),
            ["清单", "表"]
        );
    }
}
