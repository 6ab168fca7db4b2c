/// A picture as a reader of PNG sees it that is not our own (Tests/Doubles/form.py).
package enum DrawnPicture {
    /// What is wrong with a picture in base64, in which just these colours are to be seen (`ffffff`); nil when it is as it should be.
    package static func fault(in base64: String, colors: [String]) throws -> String? {
        let run = try Script.run(
            "/usr/bin/env", ["python3", "\(Program.root)/Tests/Doubles/form.py", base64] + colors)
        return run.status == 0 ? nil : run.errors
    }
}
