// Whatever a reader sees of a document finds it: captions, notes, cells, definitions, attachments, the parts around the text. The truth is read
// from the page.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { write } from "./oracle/corpus.mjs";
import { workshop } from "./oracle/drive.mjs";
import { documents } from "./oracle/published.mjs";
import { oracle } from "./oracle/truth.mjs";
import { engine } from "./search/engine.mjs";

const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==", "base64");
const PATH = "notices/2026/shown";
const FRONT = `date: 2026-03-01
doc_type: 通知
doc_no: 云江直工发〔2026〕77号
index_no: 云江-2026-蓝鲸一
topic: 机关党建／白鹭二
issuers: [云江紫藤三委]
signature: 云江紫藤三委办公室
recipients: [各县青竹四局, 市直红枫五单位]
note: 此件黄鹂六公开
units: [u03]
author: 供稿灰鹤七
editor: 编辑墨兰八
attachments:
  - { title: 附表翠鸟九名单, file: form.csv }
`;
const TEXT = `正文第一段，脚注在此[^a]。

![替代文字海棠十](shown.png "图题腊梅十一")

行内![行内芙蓉十二](shown.png)图，原样<img src="shown.png" alt="原样芍药十三">图，换<br>行。

| 表头石榴十四 | 乙 |
|---|---|
| 单元格枇杷十五 | 丙 |

词条杜鹃十六
: 释义山茶十七

> [!NOTE]
> 提示木槿十八

<details><summary>折叠丁香十九</summary>折叠里银杏二十</details>

- [x] 任务水杉廿一

\`代码 code-廿二\` 与 **强调桂花廿三**

[^a]: 注文茉莉廿四
`;
const SEEN = [
  "蓝鲸一", "白鹭二", "紫藤三委", "紫藤三委办公室", "青竹四局", "红枫五单位", "此件黄鹂六公开", "云江卫生健康", "灰鹤七", "墨兰八", "翠鸟九名单", "海棠十", "腊梅十一", "行内芙蓉十二图",
  "芍药十三图", "换行", "石榴十四", "枇杷十五", "杜鹃十六", "山茶十七", "木槿十八", "丁香十九", "银杏二十", "水杉廿一", "code-廿二", "桂花廿三", "茉莉廿四",
  "云江直工发〔2026〕77号", "2026 77", "所见齐全",
];
/** What stands on the page around it, or in no page at all: no text of the document's. */
const UNSEEN = ["上一篇", "返回正文", "索引号", "发布日期", "图题海棠", "名单各县", "黄鹂六财政"];

let shop, answer, search;

before(() => {
  shop = workshop();
  write(shop.source, 12, [{ path: PATH, title: "所见齐全的通知", text: TEXT, front: FRONT }]);
  writeFileSync(join(shop.source, "content", "notices/2026/shown.png"), PIXEL);
  writeFileSync(join(shop.source, "content", "notices/2026/form.csv"), "姓名\n");
  shop.build();
  answer = oracle(documents(shop.out));
  const { sihao } = engine(shop.out);
  search = async (text) => new Set((await sihao.search(text, { limit: 1e6, excerpts: 0 })).results.map((result) => result.path));
});

after(() => shop?.remove());

test("each piece of what a reader sees of a document finds it", async () => {
  const page = `${PATH}.html`;
  for (const text of SEEN) {
    assert.ok(answer(text).found.has(page), `the page does not show ${text}`);
    assert.ok((await search(text)).has(page), text);
  }
});

test("what is no text of the document's does not, and no piece crosses from one block into the next", async () => {
  for (const text of UNSEEN) {
    assert.ok(!answer(text).allowed.has(`${PATH}.html`), text);
    assert.ok(!(await search(text)).has(`${PATH}.html`), text);
  }
});
