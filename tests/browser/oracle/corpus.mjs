// A site to search in: N documents from the texts of SIHAO_CORPUS, or from made Chinese where there is none, with everything in them
// that a search can stumble over. Same number, same texts: same site.

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Bytes of a document's text, about. */
const LENGTH = 3000;
export const UNITS = 40;
export const KINDS = [
  ["plan", "plans"], ["summary", "summaries"], ["guidance", "guidance"], ["notice", "notices"],
  ["news", "news"], ["news", "news"], ["news", "news"], ["study", "study"], ["study", "study"], ["practice", "practice"],
];
export const CRITERIA = ["political", "learning", "service", "integrity"];
const BUREAUS = ["财政", "教育", "水务", "卫生健康", "住房城乡建设", "交通运输", "市场监督管理", "生态环境", "文化旅游", "应急管理"];
const COUNTIES = ["云江", "临川", "安平", "石门"];

/** Numbers that look random and are the same everywhere (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (bound) => Math.floor(next() * bound);
  return { below, pick: (list) => list[below(list.length)] };
}

/** The facts of a document, as a test may know them. */
export function facts(number) {
  const [kind, folder] = KINDS[number % 10];
  const unit = Math.floor(number / 10) % UNITS;
  const year = 2015 + ((unit * 3 + Math.floor(number / 1000)) % 10);
  const two = (value) => String(value).padStart(2, "0");
  return {
    kind, folder, year,
    unit: `u${two(unit)}`,
    criterion: CRITERIA[number % 4],
    date: `${year}-${two((number % 12) + 1)}-${two((Math.floor(number / 12) % 28) + 1)}`,
    doc_no: kind === "guidance" || kind === "notice" ? `云江直工发〔${year}〕${number + 1}号` : null,
    path: `${folder}/${year}/n${String(number).padStart(6, "0")}`,
  };
}

/** Writes a site of `count` documents, and after them those of `more` (`{ path, title, text, front }`). */
export function write(root, count, more = []) {
  const texts = read();
  put(root, "site.toml", '[site]\ntitle = "检索试验"\norganisation = "中共云江市委市直属机关工作委员会"\norganisation_short = "市直机关工委"\n');
  for (let unit = 0; unit < UNITS; unit += 1) {
    const bureau = BUREAUS[unit % BUREAUS.length];
    const place = COUNTIES[Math.floor(unit / BUREAUS.length)];
    const id = `u${String(unit).padStart(2, "0")}`;
    put(root, `content/units/${id}.md`, `---\nname: ${place}市${bureau}局\nshort: ${place}${bureau}\ncategory: government\norder: ${unit + 1}\n---\n\n单位简介。\n`);
  }
  for (let number = 0; number < count; number += 1) put(root, `content/${facts(number).path}.md`, source(number, texts));
  for (const one of more) {
    const front = one.front ?? "date: 2026-03-01\n";
    put(root, `content/${one.path}.md`, `---\ntitle: ${JSON.stringify(one.title)}\n${front}---\n\n${one.text}\n`);
  }
}

function put(root, path, text) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function source(number, texts) {
  const fact = facts(number);
  const text = texts[number % texts.length];
  const chance = random(number + 1);
  const title = titled(text.title, number, fact, chance);
  let front = `title: ${JSON.stringify(title)}\ndate: ${fact.date}\nunit: ${fact.unit}\nyear: ${fact.year}\ncriteria: [${fact.criterion}]\n`;
  if (fact.doc_no !== null) front += `doc_type: 通知\ndoc_no: ${fact.doc_no}\n`;
  if (fact.kind === "plan" || fact.kind === "summary") front += `submitted: ${fact.date}\n`;
  return `---\n${front}---\n\n${cut(text.paragraphs, Math.floor(number / texts.length) * 5, chance)}`;
}

function titled(title, number, fact, chance) {
  const forms = [
    `${title}（${fact.year}年第${number}号）`,
    `关于印发《${title}》的通知 No.${number}`,
    `学习${title}第${number % 30}讲`,
    `${title}`,
  ];
  return chance.pick(forms);
}

/** A document's text: paragraphs from some place on, with soft breaks, and now and then a block of another sort. */
function cut(paragraphs, begin, chance) {
  let out = "";
  let bytes = 0;
  for (let at = 0; at < paragraphs.length && bytes < LENGTH; at += 1) {
    const paragraph = paragraphs[(begin + at) % paragraphs.length];
    bytes += Buffer.byteLength(paragraph);
    out += `${paragraph.startsWith("#") ? paragraph : broken(paragraph, chance)}\n\n`;
    if (chance.below(6) === 0) out += `${special(paragraph, chance)}\n\n`;
  }
  return out;
}

/** Soft breaks at random places between Han, where Markdown has no other use for what follows. */
function broken(paragraph, chance) {
  const chars = Array.from(paragraph);
  const han = (char) => /\p{Script=Han}/u.test(char ?? "");
  for (let at = 12 + chance.below(40); at < chars.length; at += 12 + chance.below(60)) {
    if (han(chars[at - 1]) && han(chars[at])) chars[at] = `\n${chars[at]}`;
  }
  return chars.join("");
}

const LATIN = ["OpenSearch", "Word 2016", "GB/T 9704-2012", "A4", "PM2.5", "ISO 9001:2015", "5G", "VPN", "Été à Paris", "e-mail", "3.5%", "No.37", "ＷＰＳ"];

/** A table, a list, a quotation, an emphasised or linked piece, a note, a definition: words of the paragraph in another block. */
function special(paragraph, chance) {
  const chars = Array.from(paragraph.replace(/[#|`*_[\]<>\\()!&~$\n-]/g, ""));
  const piece = (length) => {
    const from = chance.below(Math.max(1, chars.length - length));
    return chars.slice(from, from + length).join("").trim() || "事项";
  };
  const latin = chance.pick(LATIN);
  const forms = [
    () => `| 事项 | 说明 |\n| --- | --- |\n| ${piece(6)} | ${latin} ${piece(9)} |\n| ${piece(4)} | ${chance.below(9999)} |`,
    () => `1. ${piece(10)}\n2. ${piece(8)}**${piece(5)}**${piece(4)}\n   - ${latin}${piece(6)}`,
    () => `> ${piece(14)}，见“${piece(3)}”。`,
    () => `按照 ${latin} 的要求，**${piece(7)}。**${piece(8)}[${piece(4)}](https://example.invalid/${chance.below(99)})`,
    () => `${piece(9)}[^n]后面\n\n[^n]: 注：${piece(8)} ${latin}。`,
    () => `${piece(4)}\n: ${piece(12)} ${latin}`,
    () => `> [!NOTE]\n> ${piece(12)}`,
    () => `第一行${piece(5)}\\\n第二行${piece(5)}\n\n\`${latin} ${piece(3)}\``,
    () => `- [x] ${piece(6)}\n- [ ] ${piece(6)} 二〇二六年${chance.below(12) + 1}月`,
  ];
  return chance.pick(forms)();
}

/** `{ title, paragraphs }` of each text. */
function read() {
  const folder = process.env.SIHAO_CORPUS;
  const texts = folder ? files(folder).map((file) => parted(readFileSync(file, "utf8"))) : [];
  const long = texts.filter((text) => text.paragraphs.join("").length > LENGTH / 6);
  return long.length > 0 ? long : Array.from({ length: 200 }, (_, seed) => made(seed));
}

function files(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return files(path);
    return name.endsWith(".md") && name !== "README.md" ? [path] : [];
  });
}

function parted(text) {
  const paragraphs = text.split(/\n\n+/).map((paragraph) => paragraph.trim());
  const title = /^# (.*)/m.exec(text)?.[1] ?? "无题";
  return { title, paragraphs: paragraphs.filter((one) => one !== "" && !one.startsWith("# ") && !one.startsWith("<")) };
}

const WHO = ["领导班子", "各责任科室", "机关党支部", "窗口服务单位", "年轻干部", "驻村工作队", "办公室", "全体干部职工", "第三督导组"];
const WHERE = ["在理论学习中", "按照年度计划", "围绕民生实事", "对照问题清单", "结合主题教育", "在市政务服务中心", "会同县区", "用好考核结果"];
const DEEDS = ["查找差距", "落实学习安排", "公开办事流程", "走访基层听取意见", "完善议事规则", "按月销号", "压减会议文件", "组织骨干授课", "梳理群众诉求", "开展谈心谈话"];
const RESULTS = ["办理时间缩短三分之一", "意见建议全部得到答复", "制度汇编已经印发", "年内完成整改", "学习笔记定期交流", "满意度有所提高", "台账一事一档", "仍需持续用力"];

/** Sentences of our own, put together by chance. */
function made(seed) {
  const chance = random(seed * 7919 + 17);
  const sentence = () => `${chance.pick(WHO)}${chance.pick(WHERE)}${chance.pick(DEEDS)}${chance.below(300)}项，${chance.pick(DEEDS)}，${chance.pick(RESULTS)}。`;
  const paragraphs = [];
  for (let part = 1; part <= 6; part += 1) {
    paragraphs.push(`## 第${part}部分 ${chance.pick(WHERE)}${chance.pick(DEEDS)}`);
    for (let line = 0; line < 4; line += 1) paragraphs.push(Array.from({ length: 4 }, sentence).join(""));
  }
  return { title: `${chance.pick(WHO)}${chance.pick(WHERE)}${chance.pick(DEEDS)}的做法`, paragraphs };
}
