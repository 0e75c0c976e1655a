from lstm_sym.cli import main

if __name__ == "__main__":
    main(prog_name="lstm-sym")
