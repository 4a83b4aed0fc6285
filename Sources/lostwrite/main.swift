import Foundation
import LostwriteCLI
import Model

// A reader that goes away (`| head`) is told by write(2), not by a signal that ends us in the middle of a case.
signal(SIGPIPE, SIG_IGN)
// As for a limit on the size of files, which is then told like a full disk.
signal(SIGXFSZ, SIG_IGN)
Interruption.watch()
let program = LostwriteProgram(console: .process(), stages: .product)
exit(program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
