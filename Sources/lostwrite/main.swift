import Foundation
import LostwriteCLI
import Model

// A reader that goes away (`| head`) is told by write(2), not by a signal that ends us in the middle of a case.
signal(SIGPIPE, SIG_IGN)
let program = LostwriteProgram(console: .process(), stages: .product)
exit(program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
