//! A preview that runs, ours or Hugo's: started, edited under, asked.
#![expect(clippy::disallowed_methods, reason = "a benchmark edits its own sites")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::sites;

/// How often a page is asked for.
const PAUSE: Duration = Duration::from_millis(1);
/// After how long something is wrong.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server and the document that is edited.
pub(crate) struct Server {
    pub(crate) name: &'static str,
    /// From the start of the program, in seconds.
    pub(crate) first_page: f64,
    child: Child,
    address: SocketAddr,
    file: PathBuf,
    page: String,
    lists: Vec<String>,
    /// The list that the document was found in.
    list: String,
}

impl Server {
    pub(crate) fn ours(program: &Path, root: &Path) -> Result<Server, String> {
        let began = Instant::now();
        let mut command = Command::new(program);
        command.args([
            "serve",
            "--port",
            "0",
            "--as-of",
            "2026-03-05",
            "--quiet",
            "--root",
        ]);
        let mut child = spawn(command.arg(root), Stdio::piped())?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            let _ = BufReader::new(out).read_line(&mut line);
        }
        let address = line
            .split("http://")
            .nth(1)
            .and_then(|rest| rest.split('/').next());
        let address = address.and_then(|text| text.parse().ok());
        let address = address.ok_or_else(|| format!("no address in {line:?}"))?;
        Server::new("sihao", child, address, (root, began))
    }

    pub(crate) fn hugo(program: &Path, root: &Path) -> Result<Server, String> {
        let free = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
        let address = free.map_err(|error| error.to_string())?;
        let began = Instant::now();
        let mut command = Command::new(program);
        command.args([
            "server",
            "--quiet",
            "--bind",
            "127.0.0.1",
            "--port",
            &address.port().to_string(),
        ]);
        command.args([
            "--baseURL",
            &format!("http://{address}/"),
            "--appendPort=false",
            "--source",
        ]);
        let child = spawn(command.arg(root), Stdio::null())?;
        Server::new("hugo", child, address, (root, began))
    }

    fn new(
        name: &'static str,
        child: Child,
        address: SocketAddr,
        (root, began): (&Path, Instant),
    ) -> Result<Server, String> {
        let source = sites::edited();
        let path = source.trim_start_matches("content/").trim_end_matches(".md");
        let kind = path.split('/').next().unwrap_or_default();
        let further = |number: usize| match name {
            "sihao" => format!("/{kind}/page-{number}.html"),
            _ => format!("/{kind}/page/{number}/"),
        };
        let mut lists = vec![format!("/{kind}/index.html"), format!("/{kind}.html")];
        lists.extend((2..=1000).map(further));
        let mut server = Server {
            name,
            first_page: 0.0,
            child,
            address,
            file: root.join(&source),
            page: format!("/{path}.html"),
            lists,
            list: String::new(),
        };
        let page = server.page.clone();
        server.first_page = server.wait(&page, "<html", began)?;
        Ok(server)
    }

    /// Adds a sentence and waits until its page says it; seconds.
    pub(crate) fn edit_text(&mut self, run: usize) -> Result<f64, String> {
        let text = std::fs::read_to_string(&self.file).map_err(|error| error.to_string())?;
        let mark = format!("第{run}次补充的一句话");
        let kept: String = text
            .lines()
            .filter(|line| !line.ends_with("次补充的一句话。"))
            .collect::<Vec<_>>()
            .join("\n");
        let began = Instant::now();
        std::fs::write(&self.file, format!("{}\n\n{mark}。\n", kept.trim_end()))
            .map_err(|error| error.to_string())?;
        self.wait(&self.page.clone(), &mark, began)
    }

    /// Finds the list that names the document once its title begins like those that [`Server::edit_title`] writes. A title decides the
    /// order of documents of one day, in Hugo's lists too, so that the first such edit may move it to another page.
    pub(crate) fn find_list(&mut self) -> Result<(), String> {
        let mark = "第零个标题";
        self.write_title(mark)?;
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            // Pages that are not there come after the last that is.
            let lists = self
                .lists
                .iter()
                .enumerate()
                .map(|(number, list)| (number, list, self.get(list)));
            let mut there = lists.take_while(|(number, _, answer)| *number < 2 || is_page(answer));
            if let Some((_, list, _)) = there.find(|(_, _, answer)| answer.contains(mark)) {
                self.list.clone_from(list);
                return Ok(());
            }
        }
        Err(format!("{}: no list ever named {mark}", self.name))
    }

    /// Writes another title and waits until the list of its kind says it; seconds.
    pub(crate) fn edit_title(&mut self, run: usize) -> Result<f64, String> {
        let mark = format!("第{run}个标题");
        let began = Instant::now();
        self.write_title(&mark)?;
        self.wait(&self.list, &mark, began)
    }

    fn write_title(&self, title: &str) -> Result<(), String> {
        let text = std::fs::read_to_string(&self.file).map_err(|error| error.to_string())?;
        let old = text.lines().find_map(|line| line.strip_prefix("title: "));
        let text = text.replacen(old.unwrap_or_default(), title, 1);
        std::fs::write(&self.file, text).map_err(|error| error.to_string())
    }

    /// Processor seconds so far, of all its threads; 0 where the system doesn't say. In hundredths on every Linux.
    pub(crate) fn processor(&self) -> f64 {
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let fields = text.rsplit_once(") ").map_or("", |(_, fields)| fields);
        let ticks = fields
            .split(' ')
            .skip(11)
            .take(2)
            .filter_map(|field| field.parse::<u64>().ok());
        ticks.sum::<u64>() as f64 / 100.0
    }

    /// What it holds, in MB; 0 where the system doesn't say.
    pub(crate) fn megabytes(&self) -> f64 {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kilobytes.unwrap_or(0.0) * 1024.0 / 1e6
    }

    fn wait(&self, path: &str, mark: &str, began: Instant) -> Result<f64, String> {
        while began.elapsed() < PATIENCE {
            if self.get(path).contains(mark) {
                return Ok(began.elapsed().as_secs_f64());
            }
            std::thread::sleep(PAUSE);
        }
        Err(format!("{}: {path} never said {mark}", self.name))
    }

    fn get(&self, path: &str) -> String {
        let mut bytes = Vec::new();
        if let Ok(mut stream) = TcpStream::connect(self.address) {
            let text = format!(
                "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
                self.address
            );
            let _ = stream.write_all(text.as_bytes());
            let _ = stream.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether an answer is a page that is there.
fn is_page(answer: &str) -> bool {
    answer.split(' ').nth(1) == Some("200")
}

fn spawn(command: &mut Command, out: Stdio) -> Result<Child, String> {
    let command = command.stdin(Stdio::null()).stdout(out).stderr(Stdio::null());
    command.spawn().map_err(|error| format!("{command:?}: {error}"))
}
