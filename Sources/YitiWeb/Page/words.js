// What the page itself says, in both languages; what Yiti says comes worded from the server.

const words = {
  chat: "对话|Chat", progress: "进度|Progress", questions: "题库|Questions", settings: "设置|Settings",
  today: "今天的题|Today’s question", open: "等你回答|Your question", waiting: "等你打分|To be rated", mock: "模拟面试|Mock interview",
  earlier: "之前的对话|Earlier", older: "更早的对话|Earlier still", arrived: "新的一题来了|A question has arrived", composer: "你的回答，或一条命令|Your answer, or a command",
  question: "写下你的回答…|Type your answer…", prompt: "再补充几句…|Add to your answer…", idle: "/next 来一题|/next for a question", doneForNow: "没有等你回答的题|Nothing waits for your answer", streak: "连续天数|day streak",
  send: "发送|Send", sending: "正在发送…|Sending…", unsent: "还没送到，会自动重发|Not delivered yet; will be sent again",
  tooLong: "{} 字节，最多 16384|{} octets; at most 16384",
  tips: "Enter 发送 · Shift+Enter 换行 · 1–4 打分|Enter sends · Shift+Enter for a new line · 1–4 rate",
  next: "再来一题|Another question", you: "你|You", yiti: "一题|Yiti", rated: "打分|rated", unrated: "未打分|not rated",
  points: "答到了哪些要点？|Which key points did you cover?",
  offline: "连不上服务器，正在重试…|Can’t reach the server; trying again…", online: "又连上了|Connected again",
  welcome: "每天一题，写下来，对照要点，自己打分；快忘的时候它会再来。|A question a day: answer, compare, rate yourself. It comes back before you forget.",
  keyTitle: "你的密钥|Your key",
  keyText: "换浏览器、换设备时用它登录。只显示这一次，请抄下来：|It signs you in on another device and is shown this once. Keep it:",
  showKey: "显示密钥|Show a key", newKey: "换一把新密钥（旧的作废，别的浏览器会退出）|Make a new key (the old one is void, other browsers are signed out)",
  copy: "复制|Copy", copied: "已复制|Copied", done: "我记好了|I have kept it",
  openAs: "以“{}”的身份打开？|Open as “{}”?", openAsNow: "现在登录的是“{}”。|“{}” is signed in now.", somebody: "没起名字的人|somebody without a name",
  signedOut: "这里已退出登录。用密钥再登录，没发出的文字也会回来。|You are signed out here. Sign in with your key, and what you had not sent comes back.",
  openIt: "打开|Open", notNow: "不了|Not now", opened: "已登录|You are signed in",
  streakDays: "连续 {} 天|{}-day streak", longest: "最长 {} 天|longest {}", freezes: "冻结卡 {}|freezes {}",
  answered: "答过|answered", seen: "见过|seen", due: "到期|due", retention: "复习记得|retention",
  year: "这一年|The last year", fourWeeks: "最近四周|The last four weeks", mastery: "各主题的掌握|Mastery by topic",
  dueSoon: "接下来 30 天到期|Due in the next 30 days", readiness: "记忆预测|Predicted recall", missed: "常漏的要点|Key points you keep missing",
  now: "现在|now", interviewDay: "面试那天|on the interview day", between: "面试那天多半在 {} 之间|on the interview day most likely {}",
  answersOn: "{}：{} 次|{}: {} answers", dueOn: "{}：{} 题|{}: {} due", more: "下一页|Next page", causes: "每天的缘故|Why, day by day", point: "第 {} 点|key point {}",
  nothingYet: "还没有回答。|Nothing yet: answer a question first.", nothingDue: "没有到期的题。|Nothing falls due.",
  search: "搜索题目和我的回答|Search questions and my answers", go: "搜索|Search", ask: "出这个主题的题|Ask one of these", selected: "已选|selected",
  notSeen: "没见过|not seen", dueAgain: "{} 到期|due {}", keyPoints: "参考答案|Reference answer", myAnswers: "我的回答|My answers", noAnswers: "还没答过。|Not answered yet.",
  loading: "读取中…|Loading…", account: "账户|Account", subscriptions: "每日推送|Daily questions", data: "我的数据|My data", page: "这个网页|This page",
  language: "语言|Language", timezone: "时区|Time zone", rollover: "换日时刻|The day ends at", interview: "面试日期|Interview day", quiet: "免打扰|Quiet hours", name: "名字|Name", nudge: "没答时再提醒一次|Remind me once more", on: "开|on", off: "关|off", save: "保存|Save", fillIn: "先填上再保存|Fill it in first", clear: "清除|Clear",
  at: "时间|Time", days: "日子|Days", daily: "每天|every day", workdays: "工作日|weekdays", weekends: "周末|weekends", add: "添加|Add", remove: "取消|Remove", noSubscriptions: "还没有。定一个时间吧。|None yet: pick a time.",
  from: "从|from", until: "到|to",
  notify: "网页开着时弹通知|Notify me while the page is open", keys: "用 1–4 键打分|Rate with the keys 1–4", denied: "浏览器不允许|Not allowed by the browser",
  export: "导出|Export", forget: "删除我的一切|Delete everything about me", forgetYes: "全部删除|Delete it all", forgotten: "都删掉了|Everything is deleted",
  forgetText: "会删掉：回答 {}、笔记 {}、收藏 {}、每日推送 {}、聊天账号 {}，还有全部设置，找不回来。要留一份，先导出。|This deletes for good: answers {}, notes {}, bookmarks {}, daily questions {}, chat accounts {}, and all settings. To keep a copy, export first.",
  noKey: "还没有密钥：没绑定别的聊天账号的话，退出就回不来了。先要一把吧。|You have no key: unless another chat account is linked, you can’t come back. Have a key shown first.",
  signOut: "退出登录|Sign out", signOutText: "退出后要用密钥才能回来。|You need your key to get back.", signIn: "用密钥登录|Sign in with a key", key: "密钥|Key",
  link: "和别的聊天账号绑定|Link another chat account", csv: "CSV（表格）|CSV (tables)",
};

let place = navigator.language.toLowerCase().startsWith("zh") ? 0 : 1;

/** The language of the page: `zh` or `en`. */
export const language = () => ["zh", "en"][place];
export const locale = () => ["zh-CN", "en-GB"][place];

/** Takes on the language of a person; `both` reads English here. */
export function speak(tag) {
  place = tag === "zh" ? 0 : 1;
  document.documentElement.lang = tag === "zh" ? "zh-Hans" : "en";
}

/** A text, with `{}` filled in in order. */
export function say(name, ...values) {
  const text = (words[name] ?? `${name}|${name}`).split("|")[place];
  return text.split("{}").reduce((all, part, index) => all + (values[index - 1] ?? "") + part);
}

/** A date of the server's, `2026-03-02`, as people say it. */
export function sayDay(day) {
  return new Date(day).toLocaleDateString(locale(), { timeZone: "UTC", month: "short", day: "numeric", weekday: "short" });
}
