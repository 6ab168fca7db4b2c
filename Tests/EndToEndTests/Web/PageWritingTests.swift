import Testing
import YitiTestKit

extension Web.Pages {
    /// What is written into the page: what is kept of it, and what never is.
    @Suite struct PageWritingTests {
        /// Everything that the browser keeps for the page, in one text.
        private func kept(_ browser: Browser) throws -> String {
            try browser.run("return JSON.stringify([localStorage, sessionStorage])").string ?? ""
        }

        private func isKept(_ text: String, in browser: Browser) throws -> Bool { try kept(browser).contains(text) }

        @Test(
            "keeps nothing of what has a key or a code in it, however it is spelled and wherever it breaks off",
            arguments: [
                "/login KEY", "／登录 KEY", "登录KEY", "login KEY", "请登录 KEY", "KEY 登录", "/link CODE", "绑定 CODE",
                "、/link CODE", "/forget CODE", "删除我 CODE", "KEY",
            ])
        func secrets(_ pattern: String) throws {
            let text = pattern.replacing("KEY", with: "abcd1234efgh5678abcd1234efgh5678").replacing(
                "CODE", with: "abcd12")
            try Web.Pages.visiting { browser, _ in
                try browser.type(text, into: "#text")
                #expect(try browser.run("return document.querySelector('#text').value") == .string(text))
                #expect(try !isKept("abcd1", in: browser))
                // A key alone is nothing that can be said.
                if pattern == "KEY" { return }
                try Web.Pages.say("", in: browser)
                try browser.wait(
                    for: "document.querySelector('#text').value === '' && !document.querySelector('.waiting')")
                #expect(try !isKept("abcd1", in: browser))
                let said = "[...document.querySelectorAll('.mine')].some((one) => one.innerText.includes('abcd1'))"
                #expect(try browser.run("return \(said)") == false)
            }
        }

        @Test(
            "shows what takes a key or a code as it was typed, without that",
            arguments: [
                ("/link", "/link"), ("/login wrongkey", "/login …"), ("/link confirm", "/link confirm"),
                ("/forget", "/forget"),
                ("／登录 abcd1234", "／登录 …"), ("link: abcd12", "link: …"), ("abcd12 绑定", "… 绑定"),
                ("/LOGIN ＡＢＣ1", "/LOGIN …"),
            ])
        func shown(_ typed: String, _ seen: String) throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.say(typed, in: browser)
                try browser.wait(for: "document.querySelector('.mine') && !document.querySelector('.waiting')")
                #expect(try browser.text(".mine") == seen)
            }
        }

        @Test(
            "keeps a draft of any other text",
            arguments: [
                "Link functions map the mean", "forget gate", "网页排名用随机游走", "/next loss", "page fault", "PageRank",
                "deep link", "linked-list", "login page", "单点登录系统", "- /pages are 4 KB each",
                "BatchNorm2d-then-ReLU6",
            ])
        func drafts(_ text: String) throws {
            try Web.Pages.visiting { browser, _ in
                try browser.type(text, into: "#text")
                #expect(try isKept(text, in: browser))
            }
        }

        @Test("sends nothing with the Enter that ends a composition, and the whole with the next")
        func inputMethod() throws {
            try Web.Pages.visiting { browser, _ in
                try browser.run("document.querySelector('#text').focus()")
                try browser.tell(
                    "Input.imeSetComposition", ["text": "daili sunshi", "selectionStart": 12, "selectionEnd": 12])
                let enter: JSON = ["type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13]
                try browser.tell("Input.dispatchKeyEvent", enter)
                #expect(try browser.run("return document.querySelector('#text').value") == "daili sunshi")
                try browser.tell("Input.insertText", ["text": "代理损失"])
                #expect(try browser.run("return document.querySelector('#text').value") == "代理损失")
                #expect(try browser.run("return document.querySelectorAll('.bubble.mine').length") == 0)
                try Web.Pages.answer("", in: browser)
                #expect(try browser.text(".bubble.mine").contains("代理损失"))
            }
        }

        @Test("asking a question of a topic leaves what was being written as it is")
        func asks() throws {
            try Web.Pages.visiting { browser, _ in
                try Web.Pages.join(browser)
                try browser.run("document.querySelector('.r3').click()")
                try browser.wait(for: "!document.querySelector('.ratings')")
                try browser.type("half a thought", into: "#text")
                try Web.Pages.show("questions", until: "details summary", in: browser)
                try browser.click("details summary")
                try browser.wait(for: "document.querySelector('details .primary')")
                try browser.click("details .primary")
                try browser.wait(for: "document.querySelector('.card .asked')")
                #expect(try browser.run("return document.querySelector('#text').value") == "half a thought")
            }
        }
    }
}
