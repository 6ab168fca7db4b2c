import YitiCore

/// Topics of machine-learning interviews that lists are usually cut into, with the ids and English names they get.
enum KnownTopics {
    /// Names as lists write them, the one in Chinese that a bank gets first; the id; the name in English.
    private static let table: [(names: [String], id: String, english: String)] = [
        (["损失函数"], "loss", "Loss functions"), (["激活函数"], "activation", "Activation functions"),
        (["优化器", "优化函数"], "optimizer", "Optimizers"), (["正则化"], "regularization", "Regularization"),
        (["初始化方法", "初始化"], "initialization", "Initialization"),
        (["卷积与池化", "卷积"], "convolution", "Convolution and pooling"),
        (["技术发展", "architectures"], "architecture", "How architectures evolved"),
        (["评价指标"], "metrics", "Evaluation metrics"),
        (["线性回归与逻辑回归"], "regression", "Linear and logistic regression"),
        (["支持向量机", "svm"], "svm", "Support vector machines"),
        (["K 近邻", "knn"], "knn", "k-nearest neighbours"), (["聚类"], "clustering", "Clustering"),
        (["决策树"], "tree", "Decision trees"),
        (["集成学习", "集成学习、adaboost、随机森林、gbdt、xgboost、lightgbm", "ensembles"], "ensemble", "Ensemble learning"),
        (["nlp", "自然语言处理"], "nlp", "Natural language processing"),
        (["模型优化", "模型压缩", "model compression"], "compression", "Making models small and fast"),
        (["朴素贝叶斯"], "bayes", "Naive Bayes"), (["PCA 与 LDA", "pca"], "pca", "PCA and LDA"),
        (["GAN", "生成对抗网络", "generative adversarial networks"], "gan", "GANs"),
        (["特征工程"], "features", "Feature engineering"),
        (["传统视觉与数值方法", "传统算法", "classical algorithms"], "classical", "Classical vision and numerical methods"),
        (["Python 语言", "python"], "python", "Python"),
    ]

    /// The topic with one of these names, or nil.
    static func find(_ name: Text) -> (id: String, name: Text)? {
        let keys = keys(name)
        guard let row = table.first(where: { ($0.names + [$0.english, $0.id]).contains { keys.contains(key($0)) } })
        else {
            return nil
        }
        return (row.id, complete(name, row))
    }

    /// The names of a known id, or nil.
    static func name(of id: String) -> Text? {
        table.first { $0.id == id }.map { complete(.empty, $0) }
    }

    private static func complete(_ name: Text, _ row: (names: [String], id: String, english: String)) -> Text {
        let chinese = row.names.first ?? row.english
        let isLatin = name.zh.isEmpty && key(name.en) != key(row.english)
        return Text(zh: name.zh.isEmpty ? chinese : name.zh, en: name.en.isEmpty || isLatin ? row.english : name.en)
    }

    /// Names are compared without case and spaces, traditional characters as their usual ones.
    static func key(_ name: String) -> String { name.narrowed().simplified.lowercased().filter { !$0.isWhitespace } }

    /// What a topic's names may be compared by: whole, without what counts or closes them, and a name of two languages by each half.
    static func keys(_ name: Text) -> Set<String> {
        let names = [name.zh, name.en].flatMap { [$0, bare($0)] }
        let halves = names.compactMap(halves).flatMap { $0 }
        return Set((names + halves).map(key).filter { !$0.isEmpty })
    }

    /// `第一章 损失函数（15 题）：` as `损失函数`.
    private static func bare(_ name: String) -> String {
        var rest = name.filter { !StarMarks.isStar($0) }.trimmingSpaces()[...]
        let brackets: [(Character, Character)] = [("(", ")"), ("（", "）"), ("[", "]")]
        for (open, close) in brackets where rest.last == close {
            if let start = rest.lastIndex(of: open), start > rest.startIndex { rest = rest[..<start] }
        }
        while let last = rest.last, ":：.。,，、 ".contains(last) { rest = rest.dropLast() }
        let numbers = Set("0123456789０１２３４５６７８９一二三四五六七八九十百第章节部分篇.．、)）(（ ")
        let word = rest.drop { numbers.contains($0) }
        return word.isEmpty ? String(rest) : String(word).trimmingSpaces()
    }

    /// `损失函数 Loss functions` as its Chinese and its English half.
    private static func halves(_ name: String) -> [String]? {
        guard let last = name.lastIndex(where: { $0.unicodeScalars.first?.isChinese ?? false }) else { return nil }
        let english = name[name.index(after: last)...].drop { " /|·（(-".contains($0) }
        guard english.count > 2, english.allSatisfy(\.isASCII) else { return nil }
        return [String(name[...last]), String(english).trimmingSpaces()]
    }
}
